"""By when a text is judged: what the team promises to those who write."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

PROMISED: Final = timedelta(days=2)


def due_at(opened_at: datetime) -> datetime:
    """Return the moment by which a case that was opened then should be decided."""
    return opened_at + PROMISED


def due_day(opened_at: datetime, zone: str) -> date:
    """Return the day on which the promise ends in the review's time zone: it orders the queue."""
    return due_at(opened_at).astimezone(ZoneInfo(zone)).date()


def is_overdue(opened_at: datetime, now: datetime) -> bool:
    """Say whether the promise is broken at `now`; it still holds at its very end."""
    return now > due_at(opened_at)
