"""Everything that the council's room shows, in a number of queries that does not grow."""

from __future__ import annotations

from dataclasses import dataclass

from consult.council.models import Motion, Seat
from consult.council.selectors.clock import database_now
from consult.council.selectors.phase import Phase, phase_of
from consult.reviews.models import Review


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion in the list, and its phase now."""

    motion: Motion
    phase: Phase


@dataclass(frozen=True, slots=True)
class Room:
    """The council of one review: its motions, newest first, and its seats in order."""

    motions: list[MotionRow]
    seats: list[Seat]


def room_of(review: Review) -> Room:
    """Return the council's room in four queries."""
    now = database_now()
    motions = Motion.objects.filter(review=review).order_by("-put_at", "-number")
    seats = (
        Seat.objects.filter(institution__review=review, active=True)
        .select_related("institution")
        .prefetch_related("people__user")
        .order_by("position", "institution__slug")
    )
    return Room([MotionRow(motion, phase_of(motion, now)) for motion in motions], list(seats))
