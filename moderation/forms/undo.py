"""What undoing a decision and handing on a case ask."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from moderation.rules.escalating import NOTE_MAX, NoteMissing


class UndoForm(forms.Form):
    """The number of the decision to take back, and the key that makes a repeat harmless."""

    number = forms.IntegerField(min_value=1)
    key = forms.UUIDField()


class EscalationForm(forms.Form):
    """What the lead should look at."""

    note = forms.CharField(
        label=_("What should the lead moderator look at?"),
        help_text=_("Moderators and leads read this; the author does not."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "maxlength": NOTE_MAX}),
        error_messages={"required": _(NoteMissing.message)},
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, seen_version: int) -> None:
        super().__init__(data)
        self._seen_version = seen_version

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields for the next sending."""
        return {"seen_version": str(self._seen_version), "key": str(uuid4())}

    def refuse(self, error: DomainError, sentence: str, seen_version: int) -> None:
        """Show a refusal beside its field; the next sending is about the case as it is now."""
        self._seen_version = seen_version
        self.add_error(error.field if error.field in self.fields else None, sentence)
