"""What an amendment changes and what became of it, as pages and actions need it."""

from __future__ import annotations

from django.db.models import QuerySet

from consult.council.models import Amendment
from consult.council.rules.motion import DECIDED
from consult.council.rules.outcome import Status
from consult.drafts.models import Chapter


def to_carry_out(chapter: Chapter) -> QuerySet[Amendment]:
    """Return the adopted amendments of a chapter that no version holds yet, oldest first."""
    return (
        Amendment.objects.filter(
            rendering__version__chapter=chapter,
            motion__state__in=sorted(DECIDED),
            motion__outcome__status=Status.ADOPTED,
            carrying_out__isnull=True,
        )
        .select_related("motion__review", "rendering__version__chapter")
        .order_by("motion__closed_at", "pk")
    )
