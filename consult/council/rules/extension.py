"""Where the deadline of a motion stands after everything that moved it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from consult.council.rules.conduct import Conduct
from consult.council.rules.timing import Extension, Interruption, Times, deadline

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Cause(StrEnum):
    """Why a deadline was moved: the secretary decided so, or there was an outage."""

    DECISION = "decision"
    OUTAGE = "outage"


@dataclass(frozen=True)
class Move:
    """One move: decided at `since` to end later by `until` less `since`; or an outage so long."""

    cause: Cause
    since: datetime
    until: datetime


def deadline_after(
    opens_at: datetime, announced: datetime, moves: Sequence[Move], conduct: Conduct
) -> datetime:
    """Return the deadline that was announced, moved by all of these: see `timing.deadline`.

    A decision adds a length of time, so that an outage recorded afterwards is not swallowed by
    it. Raises ExtensionRefused beyond the limits of the rules, and for a decision that came with
    the deadline or later.
    """
    times = Times(
        closes_at=_instant(announced),
        opens_at=_instant(opens_at),
        extensions=tuple(
            Extension(
                decided_at=_instant(move.since),
                closes_at=None,
                by=(move.until - move.since) // _MICROSECOND,
            )
            for move in moves
            if move.cause is Cause.DECISION
        ),
        outages=tuple(
            Interruption(_instant(move.since), _instant(move.until))
            for move in moves
            if move.cause is Cause.OUTAGE
        ),
    )
    return _EPOCH + timedelta(microseconds=deadline(times, conduct).at)


def _instant(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND
