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
    """Where a motion stands; void and certified are final, and nothing is ever opened again.

    A draft is the secretary's own: it is noticed or discarded, never void.
    """

    DRAFT = "draft"
    NOTICED = "noticed"
    OPEN = "open"
    CLOSED = "closed"
    CERTIFIED = "certified"
    VOID = "void"


class Kind(StrEnum):
    """What adopting a motion does.

    TEXT adopts the text. MANDATE lets editors correct typographical errors in the authentic text
    of the chapters that it names. PROCEDURE answers a question that is about no text of the
    report: its title and its explanation are the words voted on. AMENDMENT changes the authentic
    text of one chapter, which editors then carry out.
    """

    TEXT = "text"
    MANDATE = "mandate"
    PROCEDURE = "procedure"
    AMENDMENT = "amendment"


REAL_ONLY = frozenset({Kind.MANDATE, Kind.AMENDMENT})
"""What editors act on is decided by real motions: these kinds are not rehearsed."""


class VoidCause(StrEnum):
    """Why a motion is void.

    By the secretary; because its authentic text was changed; or because the council adopted a rival
    amendment that stood before it in the stated order.
    """

    SECRETARY = "secretary"
    TEXT_CHANGED = "text_changed"
    RIVAL_ADOPTED = "rival"


LEGAL_MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.NOTICED}),
    State.NOTICED: frozenset({State.OPEN, State.VOID}),
    State.OPEN: frozenset({State.CLOSED, State.VOID}),
    State.CLOSED: frozenset({State.CERTIFIED}),
    State.CERTIFIED: frozenset(),
    State.VOID: frozenset(),
}

PENDING = frozenset({State.NOTICED, State.OPEN})
"""The council has been told and has not decided yet."""

DECIDED = frozenset({State.CLOSED, State.CERTIFIED})
"""The result is there."""


def require_move(state: str, target: str) -> None:
    """Refuse a move that LEGAL_MOVES does not list; raises MoveNotAllowed."""
    if State(target) not in LEGAL_MOVES[State(state)]:
        raise MoveNotAllowed(state=str(state), target=str(target))


def require_open(state: str, opens_at: datetime, closes_at: datetime, now: datetime) -> None:
    """Refuse a ballot outside the voting time.

    `now` is the database's clock, read under the lock that the close takes too; the opening
    instant belongs to the voting time, the closing instant does not. Raises MotionNotYetOpen,
    MotionClosed, or MotionNotOpen for a motion that is a draft or void. A motion that was noticed
    opens by that clock alone, whether its state has been moved on yet or not.
    """
    if state in DECIDED or (state in PENDING and now >= closes_at):
        raise MotionClosed(closes_at=closes_at)
    if state not in PENDING:
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
