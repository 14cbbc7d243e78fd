"""Who may see what the council does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import UUIDField

from consult.accounts.permissions import require_to_see
from consult.accounts.selectors import who_may
from consult.core.errors import NotThere
from consult.core.prepared import Given, Prepared
from consult.council.models import Motion, RollUp, Sitting
from consult.council.models.motion import ASKED_BY_BALLOTS
from consult.council.rules.motion import State

_MOTIONS = Motion.objects.select_related("review").order_by()
_ASKED_BY_BALLOTS = Prepared(
    lambda: _MOTIONS.filter(pk=Given("pk", UUIDField())).only(*ASKED_BY_BALLOTS)
)
_SHOWN_TO_MANY = Prepared(
    lambda: _MOTIONS.filter(pk=Given("pk", UUIDField())).only(*ASKED_BY_BALLOTS, "outcome")
)


def motion_to_see(actor: Any, motion_id: UUID) -> Motion:
    """Return a motion, review and roll-up loaded, to somebody who may enter the council's room.

    Everybody else gets `NotThere`, whether the motion exists or not; whoever lacks only the
    second factor gets `SecondFactorMissing`. A draft is there for its secretary alone.
    """
    motions = Motion.objects.select_related("review", "rollup", "whole_of")
    motion = motions.filter(pk=motion_id).first()
    if motion is None:
        raise NotThere()
    require_to_see_motion(actor, motion)
    return motion


def motion_to_vote_on(actor: Any, motion_id: UUID) -> Motion:
    """Return of a motion what a ballot needs (`ASKED_BY_BALLOTS`), as `motion_to_see` would.

    The rest is read when it is asked for, so show nobody a page with it.
    """
    for motion in _ASKED_BY_BALLOTS(pk=motion_id):
        require_to_see_motion(actor, motion)
        return motion
    raise NotThere()


def require_to_see_motion(actor: Any, motion: Motion) -> None:
    """Refuse, as `motion_to_see` does, whoever may not see a motion that is read already."""
    require_to_see(actor, "council.view_room", motion.review)
    if motion.state == State.DRAFT:
        require_to_see(actor, "council.put_motion", motion.review)


def motion_for_many(people: list[Any], motion_id: UUID) -> tuple[Motion, frozenset[UUID]]:
    """Return a motion, its review loaded, and the keys of those who may see it.

    Says of each what `motion_to_see` would say. The number of queries does not grow with the
    people. Raises `NotThere` where there is no such motion.
    """
    found = _SHOWN_TO_MANY(pk=motion_id)
    if not found:
        raise NotThere()
    motion = found[0]
    allowed = who_may(people, "council.view_room", motion.review)
    if motion.state == State.DRAFT:
        allowed &= who_may(people, "council.put_motion", motion.review)
    return motion, allowed


def rollup_to_see(actor: Any, rollup_id: UUID) -> RollUp:
    """Return a vote chapter by chapter, its review loaded, to who may enter the council's room."""
    rollup = RollUp.objects.select_related("review").filter(pk=rollup_id).first()
    if rollup is None:
        raise NotThere()
    require_to_see(actor, "council.view_room", rollup.review)
    return rollup


def sitting_to_see(actor: Any, sitting_id: UUID) -> Sitting:
    """Return a live session, its review loaded, to somebody who may enter the council's room."""
    sitting = Sitting.objects.select_related("review").filter(pk=sitting_id).first()
    if sitting is None:
        raise NotThere()
    require_to_see(actor, "council.view_room", sitting.review)
    return sitting


def sitting_for_many(people: list[Any], sitting_id: UUID) -> tuple[Sitting, frozenset[UUID]]:
    """Return a live session and the keys of those who may see it: see `motion_for_many`."""
    sitting = Sitting.objects.select_related("review").filter(pk=sitting_id).first()
    if sitting is None:
        raise NotThere()
    return sitting, who_may(people, "council.view_room", sitting.review)
