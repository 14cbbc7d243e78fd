"""A motion opens by itself when its time has come."""

from __future__ import annotations

from uuid import UUID

from consult.core.transactions import command, step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.models import Motion
from consult.council.rules.motion import State
from consult.council.selectors.clock import database_now


@step
def open_motion_step(*, motion: Motion) -> None:
    """Move a locked motion from noticed to open if its opening time has come.

    Whoever casts or closes calls this first, so that a worker which sleeps keeps nobody waiting.
    The notice announced the opening and the ledger holds it, so it needs no entry of its own. A
    rival amendment that waits for its turn stays as it is, whatever the clock says, and so does a
    motion of a live session, which its chair opens.
    """
    if motion.waits or motion.awaits_chair:
        return
    if motion.state == State.NOTICED and motion.opens_at <= database_now():
        motion.state = State.OPEN
        motion.save(update_fields=["state"])


@command
def open_motion(*, motion_id: UUID) -> Motion:
    """Open a motion if it is due, and return it as it then is."""
    motion = lock_motion_step(motion_id=motion_id)
    open_motion_step(motion=motion)
    return motion
