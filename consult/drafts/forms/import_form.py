"""The form that imports a text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import name_of, shown
from consult.core.middleware import translated
from consult.drafts.rules.text_file import (
    LONGEST_FILE,
    LONGEST_TEXT,
    is_markdown,
    markdown_text,
)
from consult.reviews.models import Review

# Markup of a clipboard is mostly ASCII, and the script on the page sends no more than this.
LONGEST_HTML = 1_200_000


class ImportForm(forms.Form):
    """Asks for a chapter, a language, and a Word or Markdown file or a pasted text.

    `html` is filled by a script where the pasted text has formatting; without it the same text
    is read as Markdown.
    """

    chapter = forms.ChoiceField(label=_("Chapter"))
    language = forms.ChoiceField(label=_("Language of the text"))
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": ".docx,application/vnd.openxmlformats-officedocument"
                ".wordprocessingml.document,.md,.markdown,text/markdown,.txt,text/plain"
            }
        ),
        help_text=_(
            "A Word document (.docx) of up to 20 MB, or a text in Markdown (.md, .txt). Nothing is "
            "published yet."
        ),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto", "data-longest": LONGEST_HTML}),
        help_text=_(
            "From Word or a web page, or in Markdown: “#” before a heading, “-” before a list "
            "item, an empty line between paragraphs."
        ),
    )
    html = forms.CharField(required=False, max_length=LONGEST_HTML, widget=forms.HiddenInput)

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chapters = review.chapters.order_by("position")
        self.fields["chapter"].choices = [  # type: ignore[attr-defined]
            (chapter.slug, str(shown(chapter, "title"))) for chapter in chapters
        ]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, name_of(code)) for code in review.languages
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a form with neither or both of the file and the text; read a text file."""
        cleaned: dict[str, Any] = super().clean() or {}
        given = [name for name in ("file", "text") if cleaned.get(name)]
        if not given and "file" not in self.files and "text" not in self.errors:
            self.add_error("file", _("Choose a file, or paste the text below."))
        elif len(given) == len(("file", "text")):
            self.add_error("text", _("Give either a file or a text, not both."))
        elif given == ["file"] and is_markdown(cleaned["file"].name):
            self._read_text_file(cleaned)
        return cleaned

    def _read_text_file(self, cleaned: dict[str, Any]) -> None:
        try:
            text = markdown_text(cleaned["file"].read(LONGEST_FILE + 1))
        except DomainError as error:
            self.add_error("file", translated(error))
            return
        cleaned.update(file=None, text=text, html="", source_name=cleaned["file"].name)

    def field_of(self, name: str | None) -> str | None:
        """Return the field that a refusal named `name` belongs to, None for the whole form."""
        if name == "file" and not self.cleaned_data.get("file"):
            return "text"
        return name if name in self.fields else None
