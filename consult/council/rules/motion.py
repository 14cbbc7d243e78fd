"""The states of a motion, the moves between them, and when it takes ballots."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from consult.council.rules.errors import (
    MotionClosed,
    MotionNotOpen,
    MotionNotYetOpen,
    MoveNotAllowed,
    NotOnRoll,
)
from consult.council.rules.roll import Roll


class State(StrEnum):
    """Where a motion stands; void and closed are final."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    VOID = "void"


LEGAL_MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.OPEN, State.VOID}),
    State.OPEN: frozenset({State.CLOSED, State.VOID}),
    State.CLOSED: frozenset(),
    State.VOID: frozenset(),
}


def require_move(state: str, target: str) -> None:
    """Refuse a move that LEGAL_MOVES does not list; raises MoveNotAllowed."""
    if State(target) not in LEGAL_MOVES[State(state)]:
        raise MoveNotAllowed(state=str(state), target=str(target))


def require_open(state: str, opens_at: datetime, closes_at: datetime, now: datetime) -> None:
    """Refuse a ballot outside the voting time.

    `now` is the database's clock, read under the lock that the close takes too; the opening
    instant belongs to the voting time, the closing instant does not. Raises MotionNotYetOpen,
    MotionClosed, or MotionNotOpen for a motion that is a draft or void.
    """
    if state == State.CLOSED or (state == State.OPEN and now >= closes_at):
        raise MotionClosed(closes_at=closes_at)
    if state != State.OPEN:
        raise MotionNotOpen
    if now < opens_at:
        raise MotionNotYetOpen(opens_at=opens_at)


def require_on_roll(roll: Roll, seat: str, person: str) -> int:
    """Return the rank in which a person may vote for a seat; raises NotOnRoll."""
    entry = roll.find(seat)
    rank = entry.rank_of(person) if entry else None
    if rank is None:
        raise NotOnRoll(seat=seat)
    return rank
