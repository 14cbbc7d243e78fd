"""What an editor finds on the desk of a review."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet

from consult.drafts.models import Chapter, Draft, Version
from consult.drafts.selectors.translating import LanguageProgress, progress_of
from consult.reviews.models import Review


@dataclass(slots=True)
class DeskRow:
    """A chapter with its versions, the newest first, its drafts in checking, and translations."""

    chapter: Chapter
    versions: list[Version] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    progress: list[LanguageProgress] = field(default_factory=list)


def drafts_in_checking(review: Review) -> QuerySet[Draft]:
    """Return the review's drafts that wait to be checked, the newest first, without their text."""
    return (
        Draft.objects.filter(chapter__review=review, state=Draft.State.CHECKING)
        .select_related("chapter", "imported_by")
        .defer("blocks", "dropped")
        .order_by("-imported_at")
    )


def desk_of(review: Review) -> list[DeskRow]:
    """Return the review's chapters in order, in seven queries whatever their number."""
    chapters = list(review.chapters.order_by("position"))
    for chapter in chapters:
        chapter.review = review
    progress = progress_of(chapters)
    rows = {
        chapter.pk: DeskRow(chapter, progress=progress.get(chapter.pk, [])) for chapter in chapters
    }
    versions = Version.objects.filter(chapter__review=review).order_by("-number")
    for version in versions.prefetch_related("renderings"):
        rows[version.chapter_id].versions.append(version)
    for draft in drafts_in_checking(review):
        rows[draft.chapter_id].drafts.append(draft)
    return list(rows.values())
