"""An editor writes the easy-to-read text of a chapter."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.languages import name_of
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.drafts.models import Chapter, EasyText
from consult.drafts.rules.easy import EasyTextChanged
from consult.drafts.rules.refusals import DraftEmpty, LanguageNotInReview


@step
def write_easy_text_step(
    *, actor: Any, chapter: Chapter, language: str, text: str, seen_revision: int
) -> EasyText:
    """Save the text, in Markdown; nothing is published yet.

    `seen_revision` is the revision that the page showed, 0 for none. Refuses where somebody else
    saved in the meantime (`EasyTextChanged`), an empty text (`DraftEmpty`), characters that
    cannot be stored (`TextRefused`) and a language that the review does not have
    (`LanguageNotInReview`).
    """
    review = chapter.review
    require(actor, "drafts.translate", review)
    if language not in review.languages:
        raise LanguageNotInReview(
            language=name_of(language), languages=", ".join(map(name_of, review.languages))
        )
    clean = clean_text(text)
    if not clean:
        raise DraftEmpty()
    # Lock the chapter so that of two who save at once the second is told.
    Chapter.objects.select_for_update().get(pk=chapter.pk)
    saved = EasyText.objects.filter(chapter=chapter, language=language).first()
    if (saved.revision if saved else 0) != seen_revision:
        raise EasyTextChanged()
    if saved is None:
        saved = EasyText(chapter=chapter, language=language, revision=0)
    saved.text, saved.revision = clean, saved.revision + 1
    saved.written_by, saved.written_at = actor, timezone.now()
    saved.save()
    return saved


@command
def write_easy_text(**arguments: Any) -> EasyText:
    """Save an easy-to-read text: see `write_easy_text_step`."""
    return write_easy_text_step(**arguments)
