"""What an answer asks of whoever gives it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.comments.rules.passage import Passage
from consult.core.errors import DomainError, KeyReused
from consult.core.languages import choices
from consult.drafts.models import Chapter
from consult.drafts.selectors import blocks_of
from consult.responses.rules.dispositions import DISPOSITION_NAMES


class AnswerForm(forms.Form):
    """Disposition, reason, and perhaps the words that changed because of the comment."""

    disposition = forms.ChoiceField(
        label=_("What became of the comment?"),
        choices=[(str(code), _(name)) for code, name in DISPOSITION_NAMES.items()],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "Everybody reads this beside the comment, and the author gets it by mail. Say what was "
            "done or why not, in plain words."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the answer"), choices=choices)
    changed_words = forms.CharField(
        label=_("The words of it that changed"),
        help_text=_("Copy them from the passage; leave this empty to point to the whole passage."),
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        data: Any,
        *,
        chapter: Chapter,
        text_language: str,
        current_number: int,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self.current_number = current_number
        self._key = str((data and data.get("key")) or uuid4())
        rows = blocks_of(chapter.current, text_language) if chapter.current else []
        self._rows = {str(row.key): row for row in rows}
        self.fields["changed_block"] = forms.ChoiceField(
            label=_("Passage of the current text that changed because of this comment"),
            choices=[
                ("", gettext("None, or the whole chapter")),
                *((str(row.key), _label(row.position, row.text)) for row in rows),
            ],
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Find the words in the passage that was chosen."""
        cleaned = super().clean() or self.cleaned_data
        words, row = cleaned.get("changed_words"), self._rows.get(cleaned.get("changed_block", ""))
        if words and (row is None or words not in row.text):
            self.add_error(
                "changed_words",
                gettext("These words are not in the passage. Choose it, and copy them from it."),
            )
        return cleaned

    def changed_at(self) -> Passage | None:
        """Return the chosen words, the whole of the chosen passage, or None."""
        row = self._rows.get(self.cleaned_data["changed_block"])
        words = self.cleaned_data["changed_words"]
        if row is None:
            return None
        if not words:
            return Passage(block_key=row.key, language=row.language)
        start = row.text.index(words)
        return Passage(row.key, row.language, start, start + len(words), words)

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields for the next sending, which has seen the present answer."""
        return {"key": self._key, "seen_number": str(self.current_number)}

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field; a text unlike the one sent before gets a new key."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
        if isinstance(error, KeyReused):
            self._key = str(uuid4())


def _label(position: int, text: str) -> str:
    """Name a passage by the number that its page shows, which counts from 1."""
    return f"{position + 1}. {text[:80]}"
