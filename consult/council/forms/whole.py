"""What is asked of the secretary who puts the whole, after a vote chapter by chapter."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.council.forms.key import with_new_key
from consult.council.forms.motion import MOMENT


class WholeForm(forms.Form):
    """The times of the motion on the whole: texts, rule and words were stated before."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    opens_at = forms.DateTimeField(
        label=_("Voting opens"), required=False, widget=MOMENT, help_text=_("Empty: at once.")
    )
    closes_at = forms.DateTimeField(
        label=_("Voting closes"),
        widget=MOMENT,
        help_text=_("In a silence procedure: the deadline for objections."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4()})
        super().__init__(*args, **kwargs)

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)
