"""The forms of translators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.core.languages import direction
from consult.drafts.rules.translating import Publishes

LONGEST_TRANSLATION = 50_000


class TranslationForm(forms.Form):
    """Asks for the translation of a block: one text, or one for each cell of a table row."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, shown: list[str], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = [f"text_{number}" for number in range(len(shown))]
        for number, (name, text) in enumerate(zip(self._names, shown, strict=True), start=1):
            label = str(_("Translation"))
            if len(shown) > 1:
                label = _("Translation of cell %(number)s") % {"number": number}
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                strip=False,
                max_length=LONGEST_TRANSLATION,
                initial=text,
                widget=forms.Textarea(
                    attrs={
                        "rows": 3 if len(shown) > 1 else min(12, 4 + len(text) // 80),
                        "lang": language,
                        "dir": direction(language),
                    }
                ),
            )

    @property
    def typed(self) -> list[str]:
        """Return what was typed, in the order of the cells."""
        return [self.cleaned_data[name] for name in self._names]

    @property
    def texts(self) -> Iterable[forms.BoundField]:
        """Return the fields that hold text."""
        return [self[name] for name in self._names]

    def field_of(self, name: str | None) -> str | None:
        """Return the field that a refusal named `name` belongs to, None for the whole form."""
        return self._names[0] if name == "text" else None


class EasyTextForm(forms.Form):
    """Asks for an easy-to-read text in Markdown."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TRANSLATION,
        help_text=_(
            "In Markdown: “#” before a heading, “-” before a list item, an empty line between "
            "paragraphs."
        ),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = forms.Textarea(
            attrs={"rows": 20, "lang": language, "dir": direction(language)}
        )


class PublishesForm(forms.Form):
    """Asks what of a language is published."""

    publishes = forms.ChoiceField(label=_("Published with the next version"))

    def __init__(self, *args: Any, words: Mapping[Publishes, str | Promise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publishes"].choices = [  # type: ignore[attr-defined]
            (each.value, name) for each, name in words.items()
        ]
