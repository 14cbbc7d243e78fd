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


class SeatHereItself(RuleRefusal):
    """A proxy takes back what it said itself, and nothing that the seat or another proxy said."""

    code = "seat_here_itself"
    status = 409
    message = N_(
        "Somebody of this seat, or its other proxy, is here, so you cannot say that it has left."
    )


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


def presence_changes(
    *, here: bool, by_proxy: bool, by_same: bool, joined: bool, as_proxy: bool
) -> bool:
    """Say whether what is said of a seat (`joined`) changes what is recorded of it.

    `here` is what is recorded, and `by_proxy` whether a proxy said so; `as_proxy` whether one
    speaks now, and `by_same` whether both are the same person. The seat's own people, and the
    secretary, go before its proxies: if they come after one, that is recorded. Of two proxies, who
    stand on different rolls, the one who speaks later is recorded. A proxy cannot say that anybody
    else has left (SeatHereItself).
    """
    itself = here and not by_proxy
    if as_proxy and here and not joined and not by_same:
        raise SeatHereItself
    if not joined:
        return here
    return not (itself or (here and as_proxy and by_same))
