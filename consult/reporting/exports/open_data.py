"""The open data on moderation as CSV, a line at a time."""

from __future__ import annotations

from collections.abc import Iterator

from consult.ledger.instant import format_instant
from consult.reporting.rules.csv_line import csv_line
from consult.reporting.rules.open_data import COUNTS, LISTED
from consult.reviews.models import Review
from moderation.rules.reckoning import PUBLIC_SERIES
from moderation.selectors import all_listed, reckoning_of


def counts_csv(review: Review) -> Iterator[str]:
    """Yield the numbers behind the tables, one cell a line, in a fixed order."""
    yield csv_line(column.name for column in COUNTS)
    counts = reckoning_of(review, within=PUBLIC_SERIES).counts
    for cell in sorted(counts):
        cells = [getattr(cell, column.name) for column in COUNTS[:-1]]
        yield csv_line([*cells, counts[cell]])


def listed_csv(review: Review) -> Iterator[str]:
    """Yield the list of removals, erasures and overrides in the order of the ledger."""
    yield csv_line(column.name for column in LISTED)
    for one in all_listed(review):
        cells = [getattr(one, column.name) for column in LISTED[:-1]]
        yield csv_line([*cells, format_instant(one.at)])
