"""The public list of removals, erasures and overrides: by number, rule and date, without text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ListedKind(StrEnum):
    """Why an entry of the ledger is listed; one entry may be listed for two reasons.

    Removals: `REJECTED` was never published, `WITHDRAWN` was, and so was `CHANGES_REQUESTED`;
    `REDACTED` lost a span, `HIDDEN` waits for a decision about somebody's safety. `ERASED` is an
    erasure. Overrides: `OVERTURNED` on appeal, `UNDONE` before anybody was told, `SUPERSEDED` by a
    decision that changes what the one before did, and `COURT_ORDER`.
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


@dataclass(frozen=True, slots=True)
class Listed:
    """One act of the list; `entry` is its index in the ledger.

    `number` is empty where the ledger names no text, `rule` where none was cited (then
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
