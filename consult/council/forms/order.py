"""What is asked of the secretary who puts rival amendments in an order."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.council.forms.key import with_new_key
from consult.council.forms.motion import MOMENT
from consult.council.models.extension import REASON_LENGTH
from consult.council.selectors.rivals import AmendmentDraft

# Ninety days.
MOST_HOURS = 2160
MOST_PLACES = 50


class OrderForm(forms.Form):
    """A place for each draft that takes part, why they stand so, and for how long each is open."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why in this order"),
        max_length=REASON_LENGTH,
        help_text=_("For example: what departs furthest from the text comes first."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    opens_at = forms.DateTimeField(
        label=_("Voting on the first opens"),
        required=False,
        widget=MOMENT,
        help_text=_("Empty: at once."),
    )
    hours = forms.IntegerField(
        label=_("Hours for which each is voted on"),
        min_value=1,
        max_value=MOST_HOURS,
        initial=72,
    )

    def __init__(self, *args: Any, drafts: Sequence[AmendmentDraft], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4()})
        super().__init__(*args, **kwargs)
        self._drafts = drafts
        for draft in drafts:
            self.fields[f"place-{draft.motion.pk}"] = forms.IntegerField(
                label=gettext("Place of %(number)s") % {"number": draft.motion.number},
                required=False,
                min_value=1,
                max_value=MOST_PLACES,
            )

    @property
    def rows(self) -> list[tuple[AmendmentDraft, BoundField]]:
        """Return each draft with the field for its place."""
        return [(draft, self[f"place-{draft.motion.pk}"]) for draft in self._drafts]

    @property
    def other_fields(self) -> list[BoundField]:
        """Return the fields about the order as a whole."""
        return [self[name] for name in ("reason", "opens_at", "hours")]

    def arguments(self) -> dict[str, Any]:
        """Return what was asked for as the keyword arguments of `order_amendments`."""
        data = self.cleaned_data
        given = {draft.motion.pk: data[f"place-{draft.motion.pk}"] for draft in self._drafts}
        places: dict[UUID, int] = {pk: place for pk, place in given.items() if place is not None}
        return {
            "places": places,
            "reason": data["reason"],
            "period": timedelta(hours=data["hours"]),
            "opens_at": data["opens_at"],
            "key": data["key"],
        }

    def field_of(self, error: DomainError) -> str | None:
        """Return the field that a refusal belongs to, None for the whole form."""
        return error.field if error.field in self.fields else None

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)
