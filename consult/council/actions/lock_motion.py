"""The lock that casting and closing share."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, UUIDField

from consult.core.errors import NotThere
from consult.core.prepared import Given, Prepared
from consult.core.transactions import step
from consult.council.models import Motion, RivalPlace, RollUp
from consult.council.models.motion import ASKED_BY_BALLOTS
from consult.council.rules.motion import Kind

_BY_KEY = Given("pk", UUIDField())
_KIND = Prepared(lambda: Motion.objects.filter(pk=_BY_KEY).only("kind"))
_ASKED_BY_BALLOTS = Prepared(
    lambda: (
        Motion.objects.filter(pk=_BY_KEY)
        .select_for_update(of=("self",))
        .select_related("review")
        .only(*ASKED_BY_BALLOTS)
    )
)


@step
def lock_motion_step(*, motion_id: UUID) -> Motion:
    """Lock a motion's row until the transaction ends and return it as it is now, with its review.

    Ballots of one motion wait for each other and for the close here, so that each gets a place of
    its own and none slips in behind the count. On SQLite the whole transaction holds the write
    lock from its start. Rival amendments are locked with each other, in the order of their keys,
    since what becomes of one decides on the next; a motion of a vote chapter by chapter has its
    roll-up locked too, since its end may be that of the whole. Raises `NotThere`.
    """
    rivals = RivalPlace.objects.filter(order__places__motion=motion_id).values("motion")
    motions = Motion.objects.select_for_update(of=("self",)).select_related("review")
    locked = motions.filter(Q(pk=motion_id) | Q(pk__in=rivals)).order_by("pk")
    motion = next((each for each in locked if each.pk == motion_id), None)
    if motion is None:
        raise NotThere()
    lock_rollups_step(motions=[motion])
    return motion


@step
def lock_for_ballot_step(*, motion_id: UUID) -> Motion:
    """Lock a motion as `lock_motion_step` does, but read only what a ballot needs of it.

    What it returns lacks the fields outside `ASKED_BY_BALLOTS`. A rival amendment is read whole.
    Raises `NotThere`.
    """
    # What a motion is about never changes once it can be voted on.
    if any(motion.kind == Kind.AMENDMENT for motion in _KIND(pk=motion_id)):
        return lock_motion_step(motion_id=motion_id)
    for motion in _ASKED_BY_BALLOTS(pk=motion_id):
        lock_rollups_step(motions=[motion])
        return motion
    raise NotThere()


@step
def lock_rollups_step(*, motions: Iterable[Motion]) -> None:
    """Lock the roll-ups of motions that are locked already, before anything enters the log.

    So of two motions that end at once, the second sees what became of the first. Motions without
    a roll-up cost no query.
    """
    wanted = {motion.rollup_id for motion in motions if motion.rollup_id is not None}
    if wanted:
        rollups = RollUp.objects.select_for_update().filter(pk__in=wanted)
        list(rollups.order_by("pk").values_list("pk"))
