"""Live sessions that are still to come, and what one that ended has left."""

from __future__ import annotations

from consult.council.models import Motion, Sitting
from consult.council.rules.motion import State
from consult.council.rules.sitting import SittingState
from consult.reviews.models import Review


def sittings_to_come(review: Review) -> list[Sitting]:
    """Return the sessions that have not ended, the next first, in one query."""
    sittings = Sitting.objects.filter(review=review).exclude(state=SittingState.ENDED)
    return list(sittings.order_by("starts_at"))


def unopened_motions(sitting: Sitting) -> list[Motion]:
    """Return the motions that wait for the chair of this session, by number, in one query."""
    return list(sitting.motions.filter(state=State.NOTICED).order_by("number"))
