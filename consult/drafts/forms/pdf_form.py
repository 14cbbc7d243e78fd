"""The form that takes a designed PDF."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.languages import in_order, name_of
from consult.drafts.models import Chapter, Version


class PdfForm(forms.Form):
    """Asks for a PDF and for the published text that it should hold."""

    text = forms.ChoiceField(label=_("Published text"))
    file = forms.FileField(
        label=_("PDF file"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        help_text=_("A PDF of up to 20 MB with its text. It is read once and not kept."),
    )

    def __init__(self, *args: Any, chapter: Chapter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = chapter.versions.order_by("-number").prefetch_related("renderings")
        self._texts: dict[str, tuple[Version, str]] = {
            f"{version.number}-{language}": (version, language)
            for version in versions
            for language in in_order(
                [rendering.language for rendering in version.renderings.all()],
                chapter.review.languages,
            )
        }
        self.fields["text"].choices = [  # type: ignore[attr-defined]
            (value, _name(version, language)) for value, (version, language) in self._texts.items()
        ]

    def chosen(self) -> tuple[Version, str]:
        """Return the version and the language of a valid form."""
        version, language = self._texts[self.cleaned_data["text"]]
        return version, language


def _name(version: Version, language: str) -> str:
    return gettext("Version %(number)s, %(language)s") % {
        "number": version.number,
        "language": name_of(language),
    }
