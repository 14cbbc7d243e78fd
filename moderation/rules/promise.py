"""By when a text is judged: what the team promises to those who write."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

PROMISED: Final = timedelta(days=2)


def due_at(opened_at: datetime) -> datetime:
    """Return the moment by which a case that was opened then should be decided."""
    return opened_at + PROMISED


def is_overdue(opened_at: datetime, now: datetime) -> bool:
    """Say whether the promise is broken at `now`; it still holds at its very end."""
    return now > due_at(opened_at)
