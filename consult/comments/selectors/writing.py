"""What somebody who is about to write needs to see."""

from __future__ import annotations

from dataclasses import dataclass

from consult.comments.rules.passage import Passage
from consult.core.errors import NotThere
from consult.drafts.models import BlockText, Chapter
from consult.drafts.rules.passage import PassageMismatch, quote_as_seen


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words that a comment will be about, and the language they are really in."""

    text: str
    language: str


def commentable(review_slug: str, chapter_slug: str) -> Chapter:
    """Return a published chapter with review and current version; raise `NotThere` otherwise."""
    try:
        return Chapter.objects.select_related("review", "current").get(
            review__slug=review_slug, slug=chapter_slug, current__isnull=False
        )
    except Chapter.DoesNotExist:
        raise NotThere() from None


def quoted(chapter: Chapter, passage: Passage | None) -> Quoted | None:
    """Return the marked words, or the block's whole text, or None for the chapter: one query.

    Words that are not in the current text are not repeated back to the reader: then the block is
    shown as it stands now, and a block that is gone is not shown at all.
    """
    if passage is None or chapter.current is None:
        return None
    wanted = {passage.language, chapter.current.source_language}
    texts = dict(
        BlockText.objects.filter(
            block__version=chapter.current,
            block__key=passage.block_key,
            language__in=wanted,
        ).values_list("language", "text")
    )
    if not texts:
        return None
    language = passage.language if passage.language in texts else chapter.current.source_language
    text = texts[language]
    if passage.start is None or passage.end is None:
        return Quoted(text, language)
    try:
        seen = quote_as_seen(text, passage.start, passage.end, passage.exact)
    except PassageMismatch:
        return Quoted(text, language)
    return Quoted(seen.exact, language)
