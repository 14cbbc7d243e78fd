"""The lock of everything that is recorded in a live session."""

from __future__ import annotations

from uuid import UUID

from consult.core.errors import NotThere
from consult.core.transactions import step
from consult.council.models import Sitting


@step
def lock_sitting_step(*, sitting_id: UUID) -> Sitting:
    """Lock a session's row until the transaction ends; raises `NotThere`.

    Whoever needs a motion's row as well takes this lock first, so that the opening of a vote and
    the presence of seats have one order, and nobody waits in a circle.
    """
    sittings = Sitting.objects.select_for_update(of=("self",)).select_related("review")
    sitting = sittings.filter(pk=sitting_id).first()
    if sitting is None:
        raise NotThere()
    return sitting
