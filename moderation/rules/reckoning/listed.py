"""The public list of removals, erasures, measures and overrides: number, rule and date, no text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ListedKind(StrEnum):
    """Why an entry of the ledger is listed; one entry may be listed for two reasons.

    Removals: `REJECTED` was never published, `WITHDRAWN` was, and so was `CHANGES_REQUESTED`;
    `REDACTED` lost a span, `HIDDEN` waits for a decision about somebody's safety. `ERASED` is an
    erasure. Overrides: `OVERTURNED` on appeal, `UNDONE` before anybody was told, `SUPERSEDED` by a
    decision that changes what the one before did, and `COURT_ORDER`. Measures against accounts:
    `WARNED`, `SLOWED`, `SUSPENDED`, and their ends `MEASURE_LIFTED` and `MEASURE_OVERTURNED`.
    """

    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REDACTED = "redacted"
    CHANGES_REQUESTED = "changes_requested"
    HIDDEN = "hidden"
    ERASED = "erased"
    OVERTURNED = "overturned"
    UNDONE = "undone"
    SUPERSEDED = "superseded"
    COURT_ORDER = "court_order"
    WARNED = "warning"
    SLOWED = "slower"
    SUSPENDED = "suspension"
    MEASURE_LIFTED = "measure_lifted"
    MEASURE_OVERTURNED = "measure_overturned"


@dataclass(frozen=True, slots=True)
class Listed:
    """One act of the list; `entry` is its index in the ledger.

    `number` is that of a text, or `M` with the entry that took a measure; it is empty where the
    ledger names no text, `rule` where none was cited (then
    `code_version` is 0), and `order_source` says whose order a court order is.
    """

    entry: int
    kind: ListedKind
    number: str
    at: datetime
    rule: str = ""
    code_version: int = 0
    source: str = ""
    order_source: str = ""
