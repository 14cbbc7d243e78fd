"""What a review's own pages list."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from consult.core.languages import in_order
from consult.core.models import Entry, Log
from consult.drafts.models import Chapter
from consult.reviews.models import Review

LATEST = 20


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """A chapter in a review's list: the languages of its current version, and what is said."""

    chapter: Chapter
    languages: list[str]
    shown_comments: int


def chapters_with_counts(review: Review) -> list[ChapterRow]:
    """Return the chapters in order with their languages and kept counts, in two queries."""
    chapters = (
        review.chapters.select_related("current", "discussion")
        .prefetch_related("current__renderings")
        .order_by("position")
    )
    return [
        ChapterRow(
            chapter=chapter,
            languages=in_order(
                (text.language for text in chapter.current.renderings.all())
                if chapter.current
                else (),
                review.languages,
            ),
            shown_comments=chapter.discussion.shown if hasattr(chapter, "discussion") else 0,
        )
        for chapter in chapters
    ]


def languages_of(chapters: list[ChapterRow], review: Review) -> list[str]:
    """Return the languages in which at least one of the chapters is published, in order."""
    return in_order({code for row in chapters for code in row.languages}, review.languages)


def recent_entries(log: Log) -> QuerySet[Entry]:
    """Return the latest entries of a log, the newest first, without their contents."""
    return log.entries.order_by("-index").only("index", "event", "recorded_at")[:LATEST]
