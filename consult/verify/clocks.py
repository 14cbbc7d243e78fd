"""Ballots whose two times lie apart: that of the database when cast, and that of the entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from consult.ledger.instant import parse_instant
from consult.verify.log import Entry

_APART = timedelta(minutes=5)


def far_apart(entries: Sequence[Entry]) -> Iterator[str]:
    """Name the ballots that were entered long after, or before, the instant that counts for them.

    Both are read in one transaction, on machines whose clocks may differ, so that this is no
    finding; but a ballot that is dated back to be in time looks like this.
    """
    for entry in entries:
        if entry.leaf is None or entry.event != "ballot.cast.v1":
            continue
        cast_at, at = entry.leaf.data.get("cast_at", entry.leaf.at), entry.leaf.at
        if abs(parse_instant(at) - parse_instant(cast_at)) > _APART:
            yield f"entry {entry.place} ({entry.event}) was cast at {cast_at} and entered at {at}"
