"""The lock that casting and closing share."""

from __future__ import annotations

from uuid import UUID

from consult.core.errors import NotThere
from consult.core.transactions import step
from consult.council.models import Motion


@step
def lock_motion_step(*, motion_id: UUID) -> Motion:
    """Lock a motion's row until the transaction ends and return it as it is now, with its review.

    Ballots of one motion wait for each other and for the close here, so that each gets a place of
    its own and none slips in behind the count. On SQLite the whole transaction holds the write
    lock from its start. Raises `NotThere`.
    """
    motions = Motion.objects.select_for_update(of=("self",)).select_related("review")
    motion = motions.filter(pk=motion_id).first()
    if motion is None:
        raise NotThere()
    return motion
