"""How lately somebody showed their second factor, before what they do cannot be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

FRESH: Final = timedelta(minutes=10)
"""Long enough for two seats' votes and a slow form, too short for a session left open at lunch."""


def shown_lately(records: Iterable[Mapping[str, Any]], now: float) -> bool:
    """Say whether one of a session's authentications was by a second factor, and is fresh.

    `records` are those that allauth keeps in the session, `now` is in seconds since 1970. A
    password, or a code by mail, is no second factor, however fresh.
    """
    return any(
        record.get("method") == "mfa" and 0 <= now - float(record["at"]) < FRESH.total_seconds()
        for record in records
    )
