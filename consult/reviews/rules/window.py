"""When comments are taken."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from consult.core.errors import DomainError, N_


class WindowClosed(DomainError):
    """The consultation has not opened yet, or its deadline has passed."""

    code = "window_closed"
    status = 409
    message = N_(
        "Comments on this draft are not being taken at the moment. Your text is kept in the "
        "form below, so that you can copy it."
    )


class WindowState(StrEnum):
    UNSET = "unset"
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"


def window_state(
    opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> WindowState:
    """Say where `now` stands: the window holds its opening moment and not its closing one."""
    if opens_at is None or closes_at is None:
        return WindowState.UNSET
    if now < opens_at:
        return WindowState.COMING
    return WindowState.OPEN if now < closes_at else WindowState.CLOSED


def require_open(opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> None:
    """Raise `WindowClosed` unless comments are taken at `now`."""
    if window_state(opens_at, closes_at, now) is not WindowState.OPEN:
        raise WindowClosed()
