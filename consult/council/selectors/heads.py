"""Whose signed head is due to be mailed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from consult.council.models import Motion, SentHead
from consult.council.rules.motion import State


def reviews_due(since: datetime) -> list[UUID]:
    """Return the reviews with a real motion of which no head was mailed since, in two queries."""
    told = SentHead.objects.filter(sent_at__gt=since).values_list("review_id", flat=True)
    motions = Motion.objects.filter(rehearsal=False).exclude(state=State.DRAFT)
    found = motions.exclude(review_id__in=list(told)).values_list("review_id", flat=True)
    return sorted(set(found.order_by().distinct()))
