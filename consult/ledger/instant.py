"""Times in the ledger: UTC, microseconds, one spelling, so that text order is time order."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from consult.ledger.errors import LedgerError

_SPELLING = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


class InstantMalformed(LedgerError):
    """A time is naive, or a text is no UTC time such as 2026-11-21T01:02:03.123456Z."""


def format_instant(moment: datetime) -> str:
    """Return an aware time as the ledger spells it."""
    if moment.tzinfo is None:
        raise InstantMalformed("a time without a zone names no instant")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def parse_instant(text: str) -> datetime:
    """Return the time that a ledger text names."""
    if not _SPELLING.fullmatch(text):
        raise InstantMalformed(f"{text!r} is no time like 2026-11-21T01:02:03.123456Z")
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise InstantMalformed(f"{text!r} names no day or time of the calendar") from error
