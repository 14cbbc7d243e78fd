"""Everything that the council's room shows, in a number of queries that does not grow."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import people_with
from consult.council.models import Motion, RollUp, Seat, Sitting
from consult.council.rules.motion import State
from consult.council.rules.stage import Stage
from consult.council.selectors.clock import database_now
from consult.council.selectors.deadline import stage_now
from consult.council.selectors.phase import Phase, phase_of
from consult.council.selectors.proxies import proxies_holding
from consult.reviews.models import Review


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion in the list, and its phase now."""

    motion: Motion
    phase: Phase

    @property
    def silent(self) -> bool:
        """Say whether seats may object to the motion, and not vote on it."""
        return stage_now(self.motion) is Stage.SILENCE


@dataclass(frozen=True, slots=True)
class Room:
    """The council of one review: motions and sessions, newest first, seats in order, observers.

    Each seat carries as `holding` the proxy that holds now, if there is one, and each session as
    `unopened` how many motions wait for its chair.
    """

    motions: list[MotionRow]
    seats: list[Seat]
    observers: list[User]
    sittings: list[Sitting]

    @property
    def rollups(self) -> list[RollUp]:
        """Return the votes chapter by chapter, in the order of their motions."""
        found = {row.motion.rollup_id: row.motion.rollup for row in self.motions}
        return [rollup for rollup in found.values() if rollup is not None]


def room_of(review: Review, *, with_drafts: bool) -> Room:
    """Return the council's room in seven queries; drafts are the secretary's alone."""
    now = database_now()
    found = Motion.objects.filter(review=review).select_related("rollup", "sitting")
    motions = found.order_by("-put_at", "-number")
    if not with_drafts:
        motions = motions.exclude(state=State.DRAFT)
    seats = (
        Seat.objects.filter(institution__review=review, active=True)
        .select_related("institution")
        .prefetch_related(
            "people__user",
            Prefetch(
                "proxies",
                proxies_holding(review, now).select_related("holder"),
                to_attr="holding",
            ),
        )
        .order_by("position", "institution__slug")
    )
    return Room(
        motions=[MotionRow(motion, phase_of(motion, now)) for motion in motions],
        seats=list(seats),
        observers=list(people_with(review, Role.OBSERVER).select_related("organisation")),
        sittings=_sittings(review),
    )


def _sittings(review: Review) -> list[Sitting]:
    waiting = Count("motions", filter=Q(motions__state=State.NOTICED))
    sittings = Sitting.objects.filter(review=review).annotate(unopened=waiting)
    return list(sittings.order_by("-starts_at"))
