"""What is asked of the secretary who moves a deadline, or declares a motion void."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.council.forms.key import with_new_key
from consult.council.forms.motion import MOMENT
from consult.council.models import Motion
from consult.council.models.extension import REASON_LENGTH


def reason_field(label: object, *, required: bool = True) -> forms.CharField:
    """Return the field for a reason that everybody on the roll reads."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        required=required,
        max_length=REASON_LENGTH,
        help_text=_("Everybody on the roll reads it, and it enters the public ledger."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class _Keyed(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        data = with_new_key(self.data)
        data[f"{self.prefix}-key"] = str(uuid.uuid4())
        self.data = data


class ExtensionForm(_Keyed):
    """A later deadline, in the zone of the review, and why."""

    prefix = "extension"

    closes_at = forms.DateTimeField(label=_("New deadline"), widget=MOMENT)
    reason = reason_field(_("Why the deadline moves"))

    def __init__(self, *args: Any, motion: Motion, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4(), "closes_at": motion.closes_at})
        super().__init__(*args, **kwargs)


class OutageForm(_Keyed):
    """An outage, from when to when, in the zone of the review, and what happened."""

    prefix = "outage"

    since = forms.DateTimeField(label=_("It began"), widget=MOMENT)
    until = forms.DateTimeField(label=_("It was over"), widget=MOMENT)
    reason = reason_field(_("What happened"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4()})
        super().__init__(*args, **kwargs)


class VoidForm(forms.Form):
    """Why a motion is void."""

    reason = reason_field(_("Why the motion is void"))
