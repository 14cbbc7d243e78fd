"""What a turn in the rota asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.accounts.models import User
from consult.core.errors import DomainError


class DutyForm(forms.Form):
    """A turn of one moderator; its times are read in the time zone that is active."""

    starts_at = forms.DateTimeField(
        label=_("From"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    ends_at = forms.DateTimeField(
        label=_("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    weekly = forms.BooleanField(label=_("Every week at these hours"), required=False)
    last_day = forms.DateField(
        label=_("Last day of the weekly turn"),
        help_text=_("Leave it empty for a turn that goes on."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, moderators: Sequence[User]) -> None:
        super().__init__(data)
        self.fields["person"] = forms.ChoiceField(
            label=_("Who?"), choices=[(str(one.pk), one.name) for one in moderators]
        )
        self.order_fields(["person", "starts_at", "ends_at", "weekly", "last_day"])

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields for the next sending."""
        return {"key": str(uuid4())}

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
