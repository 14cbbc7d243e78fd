"""The form that tags paragraphs with Goals and targets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.drafts.rules.goals import typed_codes

WHOLE = "whole"


class TagForm(forms.Form):
    """Asks for codes and for the blocks, which stand as checkboxes beside their text."""

    codes = forms.CharField(
        label=_("Goals and targets"),
        max_length=200,
        help_text=_("Write codes such as 4, 4.1 or 13.a, separated by commas."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    keys = forms.MultipleChoiceField(
        label=_("Paragraphs"),
        error_messages={
            "required": _("Choose at least one paragraph."),
            "invalid_choice": _("One of these paragraphs is no longer in the text."),
        },
    )

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = [  # type: ignore[attr-defined]
            (key, key) for key in (WHOLE, *keys)
        ]

    @property
    def chosen(self) -> set[str]:
        """Return what was ticked, to tick it again where the form is refused."""
        return set(self["keys"].value() or []) if self.is_bound else set()

    def blocks(self) -> list[UUID | None]:
        """Return the chosen blocks' keys, None for the whole chapter."""
        return [None if key == WHOLE else UUID(key) for key in self.cleaned_data["keys"]]

    def typed_codes(self) -> list[str]:
        """Return the codes that were typed."""
        return typed_codes(self.cleaned_data["codes"])
