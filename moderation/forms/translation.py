"""What a translation beside a text asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import name_of
from moderation.rules.translating import TRANSLATION_MAX


class TranslationForm(forms.Form):
    """A translation that a person types for colleagues."""

    text = forms.CharField(
        label=_("Translation"),
        help_text=_(
            "Only moderators read it. It stands beside the text with your name, and never in its "
            "place."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        max_length=TRANSLATION_MAX,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, languages: Sequence[str], language: str) -> None:
        super().__init__(data, initial={"language": language})
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the translation"),
            choices=[(code, name_of(code)) for code in languages],
        )
        self.order_fields(["language", "text"])

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields for the next sending."""
        return {"key": str(uuid4())}

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
