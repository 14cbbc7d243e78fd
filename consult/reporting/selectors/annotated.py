"""One version of a chapter in one language, with what stands in its margin."""

from __future__ import annotations

from dataclasses import dataclass

from consult.comments.selectors import MarginNote, margin_of
from consult.core.errors import NotThere
from consult.core.languages import shown
from consult.drafts.models import Rendering
from consult.drafts.selectors import BlockRow, blocks_of


@dataclass(frozen=True, slots=True)
class AnnotatedChapter:
    """What the Word file of a version holds."""

    review: str
    chapter: str
    title: str
    number: int
    language: str
    blocks: list[BlockRow]
    margin: list[MarginNote]


def annotated_chapter(review: str, chapter: str, number: int, language: str) -> AnnotatedChapter:
    """Return a version with its published comments, in four queries whatever their number.

    Raises `NotThere` where the version has no text in the language.
    """
    rendering = (
        Rendering.objects.filter(
            version__chapter__review__slug=review,
            version__chapter__slug=chapter,
            version__number=number,
            language=language,
        )
        .select_related("version__chapter")
        .first()
    )
    if rendering is None:
        raise NotThere()
    version = rendering.version
    return AnnotatedChapter(
        review=review,
        chapter=chapter,
        title=shown(version.chapter, "title").text,
        number=number,
        language=language,
        blocks=blocks_of(version, language),
        margin=margin_of(version),
    )
