"""Whether a text is published at once or after a person has read it. Every doubt means: after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from consult.core.errors import DomainError, N_

LOWEST_THRESHOLD: Final = 1
HIGHEST_THRESHOLD: Final = 100
USUAL_THRESHOLD: Final = 40
MOST_HOLIDAYS: Final = 100


class Mode(StrEnum):
    """When a moderator reads: before publication, after it, or after it for trusted authors."""

    BEFORE = "before"
    AFTER = "after"
    TRUSTED = "trusted"


class Group(StrEnum):
    """Who writes: a guest, an account, or an account that speaks for an organisation."""

    GUEST = "guest"
    ACCOUNT = "account"
    MEMBER = "member"


class Slower(StrEnum):
    """Why a person reads a text before it is published."""

    UNSET = "unset"
    UNREADABLE = "unreadable"
    MODE = "mode"
    NOT_TRUSTED = "not_trusted"
    NO_CODE = "no_code"
    NOBODY = "nobody"
    HOURS = "hours"
    CHECKS = "checks"
    SIGNALS = "signals"


class HoursWrong(DomainError):
    """The hours in which moderators are there end before they begin."""

    code = "hours_wrong"
    field = "closes_at"
    message = N_("The hours must end after they begin.")


class ModeNotForGuests(DomainError):
    """A guest is nobody in particular, so none is trusted."""

    code = "mode_not_for_guests"
    field = "guests"
    message = N_("Guests cannot be trusted authors. Choose before or after publication.")


class ThresholdWrong(DomainError):
    """The threshold lies outside what signals can add up to."""

    code = "threshold_wrong"
    field = "threshold"
    message = N_("Enter a number from %(lowest)s to %(highest)s.")


class HolidayWrong(DomainError):
    """A holiday is no date, or there are too many."""

    code = "holiday_wrong"
    field = "holidays"
    message = N_("Write each holiday as a date such as 2026-12-25, at most %(most)s of them.")


class ModesUnreadable(ValueError):
    """What is stored makes no sense; whoever reads it publishes nothing unseen."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When moderators are there, in the review's own time; days are 0 (Monday) to 6."""

    days: frozenset[int]
    opens_at: time
    closes_at: time
    holidays: frozenset[date]

    def hold(self, local: datetime) -> bool:
        """Say whether a moment of the review's time lies within them; the end does not."""
        if local.date() in self.holidays or local.weekday() not in self.days:
            return False
        return self.opens_at <= local.time().replace(tzinfo=None) < self.closes_at


@dataclass(frozen=True, slots=True)
class Modes:
    """A setting: the mode of each group, the hours (None: always) and the highest score."""

    by_group: dict[Group, Mode]
    hours: Hours | None
    threshold: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of a text that comes in. `score` is None where a detector failed."""

    group: Group
    is_trusted: bool
    local: datetime
    has_code: bool
    has_moderator: bool
    score: int | None


def slower_because(modes: Modes | None, arrival: Arrival) -> Slower | None:
    """Return why a person reads the text first, or None where it is published at once."""
    if modes is None:
        return Slower.UNSET
    mode = modes.by_group.get(arrival.group, Mode.BEFORE)
    if mode is Mode.BEFORE:
        return Slower.MODE
    if mode is Mode.TRUSTED and not arrival.is_trusted:
        return Slower.NOT_TRUSTED
    if not arrival.has_code:
        return Slower.NO_CODE
    if not arrival.has_moderator:
        return Slower.NOBODY
    if modes.hours is not None and not modes.hours.hold(arrival.local):
        return Slower.HOURS
    if arrival.score is None:
        return Slower.CHECKS
    return Slower.SIGNALS if arrival.score > modes.threshold else None


def hours_in(
    *, days: Sequence[object], opens_at: object, closes_at: object, holidays: Sequence[object]
) -> Hours:
    """Read stored hours; raises `ModesUnreadable` for anything that is none."""
    try:
        read = frozenset(int(str(day)) for day in days)
        free = frozenset(date.fromisoformat(str(day)) for day in holidays)
    except (TypeError, ValueError):
        raise ModesUnreadable("days") from None
    if not isinstance(opens_at, time) or not isinstance(closes_at, time):
        raise ModesUnreadable("times")
    if not read <= set(range(7)) or opens_at >= closes_at:
        raise ModesUnreadable("hours")
    return Hours(read, opens_at, closes_at, free)


def modes_in(
    *, guests: str, accounts: str, members: str, threshold: int, hours: Hours | None
) -> Modes:
    """Read a stored setting; raises `ModesUnreadable` for a mode or threshold that is none."""
    try:
        by_group = {
            Group.GUEST: Mode(guests),
            Group.ACCOUNT: Mode(accounts),
            Group.MEMBER: Mode(members),
        }
    except ValueError:
        raise ModesUnreadable("mode") from None
    if not isinstance(threshold, int) or not LOWEST_THRESHOLD <= threshold <= HIGHEST_THRESHOLD:
        raise ModesUnreadable("threshold")
    return Modes(by_group, hours, threshold)


def checked_holidays(said: str) -> list[str]:
    """Return the dates of a text, one a line, sorted; raises `HolidayWrong`."""
    try:
        days = sorted({date.fromisoformat(line) for line in said.split()})
    except ValueError:
        raise HolidayWrong(most=MOST_HOLIDAYS) from None
    if len(days) > MOST_HOLIDAYS:
        raise HolidayWrong(most=MOST_HOLIDAYS)
    return [day.isoformat() for day in days]
