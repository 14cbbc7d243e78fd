"""The form that imports a text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.core.languages import name_of, shown
from consult.reviews.models import Review

# Under DATA_UPLOAD_MAX_MEMORY_SIZE even where every character takes three bytes, so that a text
# too long is refused beside its field and stays in the form.
LONGEST_TEXT = 600_000


class ImportForm(forms.Form):
    """Asks for a chapter, a language, and either a Word file or a text in Markdown."""

    ACCEPT, REJECT = "accept", "reject"

    chapter = forms.ChoiceField(label=_("Chapter"))
    language = forms.ChoiceField(label=_("Language of the text"))
    file = forms.FileField(
        label=_("Word file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": ".docx,application/vnd.openxmlformats-officedocument"
                ".wordprocessingml.document"
            }
        ),
        help_text=_("A Word document (.docx) of up to 20 MB. Nothing is published yet."),
    )
    changes = forms.ChoiceField(
        label=_("Tracked changes in the file"),
        required=False,
        choices=[
            (ACCEPT, _("Accept them all: the text as it reads with them")),
            (REJECT, _("Reject them all: the text as it read before them")),
        ],
        help_text=_("Either way each change is listed beside its block before you publish."),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=_(
            "In Markdown: “#” before a heading, “-” before a list item, an empty line between "
            "paragraphs."
        ),
    )

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
        """Refuse a form with neither or both of the file and the text."""
        cleaned: dict[str, Any] = super().clean() or {}
        given = [name for name in ("file", "text") if cleaned.get(name)]
        if not given and "file" not in self.files and "text" not in self.errors:
            self.add_error("file", _("Choose a Word file, or paste the text below."))
        elif len(given) == len(("file", "text")):
            self.add_error("text", _("Give either a file or a text, not both."))
        return cleaned

    def field_of(self, name: str | None) -> str | None:
        """Return the field that a refusal named `name` belongs to, None for the whole form."""
        if name == "file" and not self.cleaned_data.get("file"):
            return "text"
        return name if name in self.fields else None
