"""Who is on duty: turns that are taken once, or every week at the same local time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from consult.core.errors import DomainError, N_

WEEK: Final = timedelta(days=7)
NEAR: Final = timedelta(hours=6)
"""How long before its promised time a case is told of."""


class TurnWrong(DomainError):
    """A turn ends after it begins, and a weekly one before it begins again."""

    code = "turn_wrong"
    field = "ends_at"
    message = N_("The end must come after the beginning, and within seven days of it.")


class LastDayWrong(DomainError):
    """Only a weekly turn has a last day, which is no earlier than its first."""

    code = "last_day_wrong"
    field = "last_day"
    message = N_("Give a last day for a weekly turn alone, and none before its first day.")


@dataclass(frozen=True, slots=True)
class Turn:
    """When somebody is on duty: from `starts_at` up to, and not at, `ends_at`."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """A turn with its repetition; `last_day` is the last local day on which one begins."""

    starts_at: datetime
    ends_at: datetime
    weekly: bool = False
    last_day: date | None = None


def require_sound(shift: Shift, zone: tzinfo) -> None:
    """Raise `TurnWrong` or `LastDayWrong` for a turn that makes no sense."""
    if not timedelta() < shift.ends_at - shift.starts_at <= WEEK:
        raise TurnWrong()
    first = shift.starts_at.astimezone(zone).date()
    if shift.last_day is not None and (not shift.weekly or shift.last_day < first):
        raise LastDayWrong()


def turn_at(shift: Shift, now: datetime, zone: tzinfo) -> Turn | None:
    """Return the turn that runs at `now`, else the next one; None where none is left.

    A weekly turn keeps its local hours when the clocks change.
    """
    if not shift.weekly:
        return Turn(shift.starts_at, shift.ends_at) if now < shift.ends_at else None
    weeks = max(0, (now - shift.starts_at) // WEEK - 1)
    for number in range(weeks, weeks + 4):
        begins = _later(shift.starts_at, number, zone)
        if shift.last_day is not None and begins.astimezone(zone).date() > shift.last_day:
            return None
        ends = _later(shift.ends_at, number, zone)
        if now < ends:
            return Turn(begins, ends)
    return None


def _later(moment: datetime, weeks: int, zone: tzinfo) -> datetime:
    local = moment.astimezone(zone)
    wall = local.replace(tzinfo=None) + weeks * WEEK
    return wall.replace(tzinfo=zone).astimezone(moment.tzinfo)


def unread_languages(
    waiting: Iterable[str], read: Iterable[Collection[str]], otherwise: Sequence[str]
) -> list[str]:
    """Return the waiting languages that nobody on duty reads.

    `read` has the list of each person on duty; an empty list means `otherwise`, the review's.
    """
    covered = {code for codes in read for code in (codes or otherwise)}
    return sorted(set(waiting) - covered)
