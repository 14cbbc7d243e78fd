"""A vote in a live session: the chair opens it, and may end it before its time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from consult.core.errors import N_
from consult.council.rules.errors import MotionNotYetOpen, RuleRefusal
from consult.council.rules.motion import State
from consult.council.rules.roll import PROXY_RANK, Roll
from consult.council.rules.ruleset import Rules, Session
from consult.council.rules.sitting import SittingState, require_not_ended

# A vote in a session is minutes long; beyond a day it is a written procedure.
MINUTES_AT_LEAST = 1
MINUTES_AT_MOST = 24 * 60


class EndedBy(StrEnum):
    """Why a vote ended before its time: every seat present had voted, or the chair said so."""

    ALL_VOTED = "all_voted"
    CHAIR = "chair"


class NotOpenedByChair(MotionNotYetOpen):
    """The chair of the live session has not opened the vote."""

    code = "not_opened_by_chair"
    message = N_("The chair of the live session has not opened the vote on this motion yet.")


class SessionNotRunning(RuleRefusal):
    """A vote is opened while everybody is there to see it."""

    code = "session_not_running"
    status = 409
    message = N_("The session is not running, so nothing can be put to the vote in it.")


class MotionNotAtHand(RuleRefusal):
    """The session is at another item."""

    code = "motion_not_at_hand"
    status = 409
    message = N_("The session is not at the item of this motion. Reload the page.")


class NobodyPresent(RuleRefusal):
    """A vote that no seat may take part in decides nothing."""

    code = "nobody_present"
    status = 409
    message = N_("No seat on the roll of this motion is present. Record who is here first.")


class SeatsStillVoting(RuleRefusal):
    """Whoever ends a vote early while seats are missing says so."""

    code = "seats_still_voting"
    status = 409
    message = N_("Seats that are present have not voted yet. Say that voting ends all the same.")


class VotingStillOpen(RuleRefusal):
    """A session neither goes on nor ends under a vote."""

    code = "voting_still_open"
    status = 409
    message = N_("Voting on %(number)s is not closed yet. End the vote before the session goes on.")


class AlreadyOpened(RuleRefusal):
    """What the chair has opened, or somebody has declared void, waits for no session."""

    code = "already_opened"
    status = 409
    message = N_("This motion waits for no session any more. Reload the page.")


class SessionNotOver(RuleRefusal):
    """A motion is dealt with where the council was told, as long as that is possible."""

    code = "session_not_over"
    status = 409
    message = N_("The session of this motion has not ended, so it can still be opened there.")


class SessionMissing(RuleRefusal):
    """Rules of a live session need one."""

    code = "session_missing"
    field = "sitting"
    message = N_("This rule counts the seats present, so choose the live session of the vote.")


class SessionUnused(RuleRefusal):
    """In a live session only the seats present vote, and the rules must say so."""

    code = "session_unused"
    field = "sitting"
    message = N_("The rules of this motion are those of a written vote, not of a live session.")


def require_session(rules: Rules, *, live: bool) -> None:
    """Refuse rules of a live session without one, and a session with rules of a written vote.

    Raises SessionMissing and SessionUnused.
    """
    if (rules.session is Session.LIVE) == live:
        return
    raise SessionUnused if live else SessionMissing


def require_opened(state: str, *, live: bool) -> None:
    """Refuse a ballot on a motion that waits for its chair; raises NotOpenedByChair."""
    if live and state == State.NOTICED:
        raise NotOpenedByChair


def require_to_be_opened(session: str, *, at_hand: bool) -> None:
    """Refuse to open a vote but in a running session at the item of the motion.

    Raises SessionNotRunning and MotionNotAtHand.
    """
    if session != SittingState.RUNNING:
        raise SessionNotRunning
    if not at_hand:
        raise MotionNotAtHand


def require_to_be_moved(state: str, old: str, new: str) -> None:
    """Refuse to put a motion into another session but where the old one ended without opening it.

    `state` is that of the motion, `old` and `new` are those of the sessions. Raises
    AlreadyOpened, SessionNotOver and SittingEnded.
    """
    if state != State.NOTICED:
        raise AlreadyOpened
    if old != SittingState.ENDED:
        raise SessionNotOver
    require_not_ended(new)


def present_by_roll(roll: Roll, seen: Mapping[str, str]) -> frozenset[str]:
    """Return the seats of a roll that are there for its motion.

    `seen` names each seat that is present, with the person who said so as its proxy, or "" where
    its own people or the secretary did. Where that person is not the proxy on this roll, nobody in
    the room could vote for the seat, so it makes no quorum either.
    """
    proxies = {
        (seat.seat, holder.person)
        for seat in roll.seats
        for holder in seat.people
        if holder.rank == PROXY_RANK
    }
    return frozenset(seat for seat, proxy in seen.items() if not proxy or (seat, proxy) in proxies)


def with_presence(roll: Roll, present: Iterable[str]) -> Roll:
    """Return the roll with what was seen of each seat; raises NobodyPresent where none is there.

    A vacant seat is never present, whoever said so: nobody sits on it.
    """
    here = frozenset(present)
    seats = tuple(
        replace(seat, present=seat.seat in here and not seat.vacant) for seat in roll.seats
    )
    if not any(seat.present for seat in seats):
        raise NobodyPresent
    return Roll(seats)


def if_all_come(roll: Roll) -> Roll:
    """Return the roll as if every seat that is filled were present, for trying rules on it."""
    return Roll(tuple(replace(seat, present=not seat.vacant) for seat in roll.seats))


def voting_ends(opened_at: datetime, seconds: int) -> datetime:
    """Return the deadline of a vote that was opened for so many seconds."""
    return opened_at + timedelta(seconds=seconds)


def ended_by(roll: Roll, voted: Iterable[str], *, despite: bool) -> EndedBy:
    """Return why a vote may end now.

    `despite` says that the chair ends it although seats are missing; without it raises
    SeatsStillVoting while a seat that is present has cast no ballot.
    """
    missing = {seat.seat for seat in roll.seats if seat.present} - set(voted)
    if not missing:
        return EndedBy.ALL_VOTED
    if not despite:
        raise SeatsStillVoting
    return EndedBy.CHAIR
