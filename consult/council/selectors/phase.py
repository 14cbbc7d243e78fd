"""Where a motion stands for somebody who looks at it now."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from consult.council.models import Motion
from consult.council.rules.motion import PENDING


class Phase(StrEnum):
    """A motion's state seen together with the clock.

    ENDED is the short while between the closing time and the computed result: no ballot is taken
    any more, and a page that only reads may not compute it.
    """

    DRAFT = "draft"
    COMING = "coming"
    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"
    CERTIFIED = "certified"
    VOID = "void"


def phase_of(motion: Motion, now: datetime) -> Phase:
    """Return the phase of a motion at `now`, the database's clock."""
    if motion.state not in PENDING:
        return Phase(motion.state)
    if motion.waits or motion.awaits_chair or now < motion.opens_at:
        return Phase.COMING
    return Phase.OPEN if now < motion.closes_at else Phase.ENDED
