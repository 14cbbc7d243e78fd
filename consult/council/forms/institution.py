"""What is asked of the secretary who adds an institution."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import name_of
from consult.council.forms.languages import languages_asked
from consult.reviews.models import Review

NAME_LENGTH = 200


class InstitutionForm(forms.Form):
    """An institution: its short name, and its name in each language of review and interface."""

    prefix = "institution"

    slug = forms.SlugField(
        label=_("Short name"),
        max_length=50,
        help_text=_("Letters, digits and hyphens, such as ministry-of-health."),
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages_asked(review)
        for language in self.languages:
            self.fields[f"name_{language}"] = forms.CharField(
                label=gettext("Name (%(language)s)") % {"language": name_of(language)},
                max_length=NAME_LENGTH,
                required=language == self.languages[0],
                widget=forms.TextInput(attrs={"lang": language, "dir": "auto"}),
            )

    def arguments(self) -> dict[str, Any]:
        """Return what was asked for as the keyword arguments of `add_institution`."""
        return {
            "slug": self.cleaned_data["slug"],
            "name": {code: self.cleaned_data[f"name_{code}"] for code in self.languages},
        }

    def field_of(self, error: DomainError) -> str | None:
        """Return the field that a refusal belongs to: for names, the one in the first language."""
        return f"name_{self.languages[0]}" if error.field == "name" else error.field
