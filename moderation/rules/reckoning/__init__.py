"""What the ledger says of moderation, in numbers: read entry by entry, in their order.

Whoever has the bundle of a review can read its entries with `Reckoner` and arrives at the numbers
that the pages show.
"""

from moderation.rules.reckoning.cell import PUBLIC_SERIES, Cell, Series
from moderation.rules.reckoning.listed import Listed, ListedKind
from moderation.rules.reckoning.measures import LIFTED, MEASURE_EVENTS
from moderation.rules.reckoning.percentile import hours_begun, percentile
from moderation.rules.reckoning.reckoner import (
    CASE_EVENTS,
    EVENTS_READ,
    RESUBMITTED,
    SUBMITTED,
    Reckoner,
)
from moderation.rules.reckoning.team import reports_waiting, settled, work_since

__all__ = [
    "CASE_EVENTS",
    "EVENTS_READ",
    "LIFTED",
    "MEASURE_EVENTS",
    "PUBLIC_SERIES",
    "RESUBMITTED",
    "SUBMITTED",
    "Cell",
    "Listed",
    "ListedKind",
    "Reckoner",
    "Series",
    "hours_begun",
    "percentile",
    "reports_waiting",
    "settled",
    "work_since",
]
