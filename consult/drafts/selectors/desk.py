"""What an editor finds on the desk of a review."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet

from consult.drafts.models import Chapter, Draft, Version
from consult.reviews.models import Review


@dataclass(slots=True)
class DeskRow:
    """A chapter with its versions, the newest first, and its drafts in checking."""

    chapter: Chapter
    versions: list[Version] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


def drafts_in_checking(review: Review) -> QuerySet[Draft]:
    """Return the review's drafts that wait to be checked, the newest first, without their text."""
    return (
        Draft.objects.filter(chapter__review=review, state=Draft.State.CHECKING)
        .select_related("chapter", "imported_by")
        .defer("blocks", "dropped")
        .order_by("-imported_at")
    )


def desk_of(review: Review) -> list[DeskRow]:
    """Return the review's chapters in order, in four queries whatever their number."""
    rows = {chapter.pk: DeskRow(chapter) for chapter in review.chapters.order_by("position")}
    versions = Version.objects.filter(chapter__review=review).order_by("-number")
    for version in versions.prefetch_related("renderings"):
        rows[version.chapter_id].versions.append(version)
    for draft in drafts_in_checking(review):
        rows[draft.chapter_id].drafts.append(draft)
    return list(rows.values())
