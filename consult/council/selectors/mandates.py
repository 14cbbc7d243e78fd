"""Which editorial mandates the council has adopted, and what a publication would do to motions."""

from __future__ import annotations

from django.db.models import QuerySet

from consult.council.models import Motion, MotionText
from consult.council.rules.motion import DECIDED, PENDING, Kind
from consult.council.rules.outcome import Status
from consult.drafts.models import Chapter


def mandates_for(chapter: Chapter) -> QuerySet[Motion]:
    """Return the adopted mandates that name a chapter, newest first."""
    return (
        about(chapter)
        .filter(
            kind=Kind.MANDATE,
            rehearsal=False,
            state__in=sorted(DECIDED),
            outcome__status=Status.ADOPTED,
        )
        .order_by("-closed_at")
    )


def pending_on(chapter: Chapter) -> QuerySet[Motion]:
    """Return the motions on a chapter that the council knows and has not decided, by number."""
    return about(chapter).filter(state__in=sorted(PENDING)).order_by("number")


def about(chapter: Chapter) -> QuerySet[Motion]:
    """Return every motion of which a chapter is a text."""
    texts = MotionText.objects.filter(rendering__version__chapter=chapter)
    return Motion.objects.filter(pk__in=texts.values("motion"))
