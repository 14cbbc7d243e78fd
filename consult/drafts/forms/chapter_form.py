"""The form that adds a chapter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from consult.core.languages import direction, name_of
from consult.drafts.models import Chapter
from consult.reviews.models import Review

# The largest number that the column holds on every database.
LAST_POSITION = 32767


class ChapterForm(forms.Form):
    """Asks for the chapter's titles, place, address and source language."""

    source_language = forms.ChoiceField(
        label=_("Language in which the chapter is written"),
        help_text=_("The texts in other languages are translations of this one."),
    )
    slug = forms.CharField(
        label=_("Address"),
        max_length=50,
        help_text=_(
            "The last part of the chapter’s address: small letters, digits and hyphens, such as "
            "means-of-implementation. It cannot be changed later."
        ),
    )
    position = forms.IntegerField(
        label=_("Place in the report"),
        min_value=1,
        max_value=LAST_POSITION,
        help_text=_("1 is the first chapter."),
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_language"].choices = [  # type: ignore[attr-defined]
            (code, name_of(code)) for code in review.languages
        ]
        offered = settings.MODELTRANSLATION_LANGUAGES
        self._title_codes = [code for code in offered if code in review.languages] or offered[:1]
        for code in self._title_codes:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": name_of(code)},
                max_length=Chapter._meta.get_field("title").max_length,
                required=False,
                widget=forms.TextInput(attrs={"lang": code, "dir": direction(code)}),
            )
        self.order_fields([f"title_{code}" for code in self._title_codes])

    @property
    def titles(self) -> dict[str, str]:
        """Return the titles that were filled in, by language code."""
        given = {code: self.cleaned_data[f"title_{code}"] for code in self._title_codes}
        return {code: title for code, title in given.items() if title}

    def field_of(self, name: str | None) -> str | None:
        """Return the field that a refusal named `name` belongs to, None for the whole form."""
        if name == "title":
            return f"title_{self._title_codes[0]}"
        return name if name in self.fields else None
