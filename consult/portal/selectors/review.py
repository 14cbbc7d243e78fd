"""What a review's own pages list."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from consult.comments.models import Discussion
from consult.core.models import Entry, Log
from consult.drafts.models import Chapter
from consult.reviews.models import Review

LATEST = 20


def chapters_with_counts(review: Review) -> list[Chapter]:
    """Return the chapters in order, each with `shown_comments` and `languages`, in two queries."""
    shown = Discussion.objects.filter(chapter=OuterRef("pk")).values("shown")[:1]
    chapters = (
        review.chapters.select_related("current")
        .prefetch_related("current__renderings")
        .annotate(shown_comments=Coalesce(Subquery(shown), 0))
        .order_by("position")
    )
    found = list(chapters)
    for chapter in found:
        renderings = chapter.current.renderings.all() if chapter.current else ()
        chapter.languages = [rendering.language for rendering in renderings]
    return found


def recent_entries(log: Log) -> QuerySet[Entry]:
    """Return the latest entries of a log, the newest first, without their contents."""
    return log.entries.order_by("-index").only("index", "event", "recorded_at")[:LATEST]
