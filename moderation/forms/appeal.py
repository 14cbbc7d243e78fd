"""What an appeal asks."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from moderation.rules.appealing import AppealTextMissing


class AppealForm(forms.Form):
    """What somebody says against a decision."""

    text = forms.CharField(
        label=_("What should be looked at again, and why?"),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": _(AppealTextMissing.message)},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data, initial={"key": uuid4()})

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
