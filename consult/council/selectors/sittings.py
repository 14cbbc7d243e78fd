"""Live sessions that are still to come, or going on."""

from __future__ import annotations

from consult.council.models import Sitting
from consult.council.rules.sitting import SittingState
from consult.reviews.models import Review


def sittings_to_come(review: Review) -> list[Sitting]:
    """Return the sessions that have not ended, the next first, in one query."""
    sittings = Sitting.objects.filter(review=review).exclude(state=SittingState.ENDED)
    return list(sittings.order_by("starts_at"))
