"""What an answer asks of whoever gives it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.comments.rules.passage import Passage
from consult.core.languages import choices
from consult.drafts.models import Chapter
from consult.drafts.selectors import blocks_of
from consult.responses.rules.dispositions import DISPOSITION_NAMES


class AnswerForm(forms.Form):
    """Disposition, reason, and perhaps the block whose words changed because of the comment."""

    disposition = forms.ChoiceField(
        label=_("What became of the comment?"), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "Everybody reads this beside the comment, and the author gets it by mail. Say what was "
            "done or why not, in plain words."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the answer"))
    changed_block = forms.ChoiceField(
        label=_("Passage of the current text that changed because of this comment"),
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, chapter: Chapter, text_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text_language = text_language
        self.fields["disposition"].choices = [
            (str(code), gettext(name)) for code, name in DISPOSITION_NAMES.items()
        ]
        self.fields["language"].choices = choices()
        rows = blocks_of(chapter.current, text_language) if chapter.current else []
        self.fields["changed_block"].choices = [
            ("", gettext("None, or the whole chapter")),
            *((str(row.key), _label(row.position, row.text)) for row in rows),
        ]

    def changed_at(self) -> Passage | None:
        """Return the chosen passage, a whole block, or None."""
        chosen = self.cleaned_data["changed_block"]
        return Passage(block_key=UUID(chosen), language=self.text_language) if chosen else None


def _label(position: int, text: str) -> str:
    return f"{position}. {text[:80]}"
