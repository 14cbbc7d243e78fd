"""The minutes of a live session: their draft, and the bytes that are hashed when they are fixed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from consult.core.errors import N_
from consult.council.rules.errors import RuleRefusal
from consult.ledger.canonical import canonical_bytes


class StaleMinutes(RuleRefusal):
    """Somebody else has written in these minutes since they were read."""

    code = "stale_minutes"
    status = 409
    field = "text"
    message = N_(
        "Somebody has changed the minutes of this item meanwhile. Yours are below, not saved; what "
        "is kept stands beside them. Put the two together and save again."
    )


class MinutesTooLong(RuleRefusal):
    """Minutes say what happened at an item, in a few pages."""

    code = "minutes_too_long"
    field = "text"
    message = N_("The minutes of one item have at most %(limit)s characters. Shorten them.")


def require_read(seen: int, revision: int) -> None:
    """Refuse to overwrite a revision that was not read; raises StaleMinutes."""
    if seen != revision:
        raise StaleMinutes


def minutes_sha256(items: Sequence[tuple[int, str, str]]) -> str:
    """Return the SHA-256 of place, title and minutes of each item, in canonical JSON (RFC 8785)."""
    data = [{"position": position, "title": title, "text": text} for position, title, text in items]
    return hashlib.sha256(canonical_bytes(data)).hexdigest()
