"""The states of a live session, and what may be recorded in each."""

from __future__ import annotations

from enum import StrEnum

from consult.core.errors import N_
from consult.council.rules.errors import RuleRefusal


class SittingState(StrEnum):
    """Where a session stands; it never runs again once it has ended."""

    ANNOUNCED = "announced"
    RUNNING = "running"
    ENDED = "ended"


class SittingMoveNotAllowed(RuleRefusal):
    """A session runs once, from its start to its end."""

    code = "sitting_move_not_allowed"
    status = 409
    message = N_("The session does not stand where this page showed it. Reload the page.")


class SittingEnded(RuleRefusal):
    """What happened in a session is recorded while it happens."""

    code = "sitting_ended"
    status = 409
    message = N_("The session has ended, so nothing more is recorded in it.")


_MOVES = {
    (SittingState.ANNOUNCED, SittingState.RUNNING),
    (SittingState.RUNNING, SittingState.ENDED),
}


def require_sitting_move(state: str, to: SittingState) -> None:
    """Refuse any move but from announced to running to ended; raises SittingMoveNotAllowed."""
    if (state, to) not in _MOVES:
        raise SittingMoveNotAllowed


def require_not_ended(state: str) -> None:
    """Refuse to record anything in a session that has ended; raises SittingEnded."""
    if state == SittingState.ENDED:
        raise SittingEnded
