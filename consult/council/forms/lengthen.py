"""What the chair of a live session is asked for who gives a vote more time."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.council.forms.key import with_new_key
from consult.council.models import Motion
from consult.council.models.extension import REASON_LENGTH
from consult.council.rules.live import MINUTES_AT_LEAST, MINUTES_AT_MOST

MINUTES_USUALLY = 2


class LengthenForm(forms.Form):
    """So many minutes more than the deadline that the page showed (`seen`), and why."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    motion = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.DateTimeField(widget=forms.HiddenInput)
    minutes = forms.IntegerField(
        label=_("Minutes more"), min_value=MINUTES_AT_LEAST, max_value=MINUTES_AT_MOST
    )
    reason = forms.CharField(
        label=_("Why the deadline moves"),
        max_length=REASON_LENGTH,
        help_text=_("Everybody on the roll reads it, and it enters the public ledger."),
    )

    def __init__(self, *args: Any, motion: Motion | None = None, **kwargs: Any) -> None:
        if motion is not None:
            kwargs["initial"] = {
                "key": uuid.uuid4(),
                "motion": motion.pk,
                "seen": motion.closes_at.isoformat(),
                "minutes": MINUTES_USUALLY,
            }
        super().__init__(*args, **kwargs)

    def arguments(self) -> dict[str, Any]:
        """Return what was asked for as the keyword arguments of `extend_motion`.

        The new deadline counts from the one that was shown, so that a form sent twice asks for
        the same.
        """
        data = self.cleaned_data
        return {
            "motion_id": data["motion"],
            "closes_at": data["seen"] + timedelta(minutes=data["minutes"]),
            "reason": data["reason"],
            "key": data["key"],
        }

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)
