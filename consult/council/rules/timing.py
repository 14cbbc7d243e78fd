"""When a motion takes ballots: notice, opening, deadline, extensions and outages.

Instants are microseconds since 1970, read from text with a zone or from whole milliseconds; no
function here reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from consult.council.rules.conduct import SECOND, Conduct, Outage, duration_text
from consult.council.rules.errors import (
    NotEverybodyTold,
    NoticeTooShort,
    TimesMalformed,
)
from consult.council.rules.roll import Roll
from consult.council.rules.time_errors import (
    ExtendedTooFar,
    ExtensionNotLater,
    ExtensionTooLate,
    TooManyExtensions,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 253_402_300_800 * SECOND


@dataclass(frozen=True)
class Extension:
    """A decision to close later: at an instant, or by a duration; `decided_at` may be unknown."""

    decided_at: int | None
    closes_at: int | None
    by: int | None


@dataclass(frozen=True)
class Interruption:
    """An outage, from an instant until just before another."""

    since: int
    until: int


@dataclass(frozen=True)
class Times:
    """The announced times of a motion and what happened to them; `told` is by seat."""

    closes_at: int
    opens_at: int | None = None
    noticed_at: int | None = None
    extensions: tuple[Extension, ...] = ()
    outages: tuple[Interruption, ...] = ()
    told: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Deadline:
    """The instant from which no ballot is taken, and how it came about."""

    at: int
    steps: tuple[dict[str, Any], ...]


def deadline(times: Times, conduct: Conduct) -> Deadline:
    """Return the deadline after all extensions and outages, in the order in which they came.

    An outage that begins before the deadline adds its whole length within the voting time, and
    overlapping ones count once. Raises ExtensionRefused for an extension decided at the deadline
    or later, that does not move it later, or beyond the limits of the rules.
    """
    events: list[tuple[int, Extension | Interruption]] = [
        (each.decided_at if each.decided_at is not None else -1, each) for each in times.extensions
    ]
    if conduct.outage is Outage.EXTENDS:
        events += [(each.since, each) for each in _merged(times.outages)]
    at, steps, times_extended, extended_by = times.closes_at, [], 0, 0
    for since, event in sorted(events, key=lambda pair: pair[0]):
        if isinstance(event, Interruption):
            begun = max(since, times.opens_at if times.opens_at is not None else since)
            added = event.until - begun if since < at else 0
            what = "outage"
        else:
            added = _extended(event, at)
            what, times_extended, extended_by = "extension", times_extended + 1, extended_by + added
        if added > 0:
            at += added
            if at >= _LAST:
                raise ExtensionNotLater
            steps.append({"what": what, "deadline": instant_text(at)})
    if conduct.extensions is not None and times_extended > conduct.extensions:
        raise TooManyExtensions(limit=conduct.extensions)
    if conduct.extended_by is not None and extended_by > conduct.extended_by:
        raise ExtendedTooFar(most=duration_text(conduct.extended_by))
    return Deadline(at, tuple(steps))


def _extended(event: Extension, at: int) -> int:
    if event.decided_at is not None and event.decided_at >= at:
        raise ExtensionTooLate
    added = event.by if event.by is not None else (event.closes_at or 0) - at
    if added <= 0:
        raise ExtensionNotLater
    return added


def _merged(outages: tuple[Interruption, ...]) -> list[Interruption]:
    merged: list[Interruption] = []
    for each in sorted(outages, key=lambda outage: outage.since):
        if merged and each.since <= merged[-1].until:
            last = merged.pop()
            merged.append(Interruption(last.since, max(last.until, each.until)))
        else:
            merged.append(each)
    return merged


def require_notice(times: Times, at: int, conduct: Conduct, roll: Roll) -> None:
    """Refuse times that gave less notice than the rules ask, as far as the times are known.

    Where `told` is known, every filled seat must have been told, early enough before the
    deadline `at`: silence is consent only of those who knew. Raises NoticeTooShort and
    NotEverybodyTold.
    """
    opens, noticed = times.opens_at, times.noticed_at
    if opens is not None and noticed is not None and opens - noticed < conduct.minimum_notice:
        minimum = duration_text(conduct.minimum_notice)
        raise NoticeTooShort(minimum=minimum, start=instant_text(noticed), end=instant_text(opens))
    begun = opens if opens is not None else noticed
    if begun is not None and at - begun < conduct.minimum_open:
        minimum = duration_text(conduct.minimum_open)
        raise NoticeTooShort(minimum=minimum, start=instant_text(begun), end=instant_text(at))
    if times.told is None:
        return
    for seat in roll.seats:
        told = times.told.get(seat.seat)
        if not seat.vacant and (told is None or told >= at or at - told < conduct.minimum_open):
            raise NotEverybodyTold(seat=seat.seat)


def outside(times: Times, at: int, cast_at: int) -> str | None:
    """Return "early" or "late" for a ballot outside the voting time, else None.

    The opening instant belongs to it, the deadline does not.
    """
    if cast_at >= at:
        return "late"
    return "early" if times.opens_at is not None and cast_at < times.opens_at else None


def read_instant(value: Any, path: str) -> int:
    """Read an instant: text with a zone, or whole milliseconds since 1970 (UTC)."""
    if type(value) is int and 0 <= value < _LAST // 1000:
        return value * (SECOND // 1000)
    if not isinstance(value, str):
        reason = "it is neither text such as 2026-05-04T09:00:00.000Z nor whole milliseconds"
        raise TimesMalformed(path=path, reason=reason)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        reason = "it is no time such as 2026-05-04T09:00:00.000Z"
        raise TimesMalformed(path=path, reason=reason) from None
    if moment.tzinfo is None:
        raise TimesMalformed(path=path, reason="a time without a zone names no instant")
    instant = (moment - _EPOCH) // timedelta(microseconds=1)
    if not 0 <= instant < _LAST:
        raise TimesMalformed(path=path, reason="it is before 1970 or after 9999")
    return instant


def instant_text(value: int) -> str:
    """Return an instant as text in UTC, to the microsecond."""
    moment = _EPOCH + timedelta(microseconds=value)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
