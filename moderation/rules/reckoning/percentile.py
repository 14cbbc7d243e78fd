"""How long things take, from how many took how many hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

BY_THE_HOUR: Final = 48
"""Up to so many hours a time is kept to the hour, beyond them to the day."""

_HOUR: Final = timedelta(hours=1)
_DAY: Final = 24


def hours_begun(time: timedelta) -> int:
    """Return how many hours have begun, at least 1; after `BY_THE_HOUR` whole days, in hours.

    Rounding keeps the order of times, so that a percentile of rounded times is the percentile of
    the times, rounded.
    """
    hours = max(1, -(-time // _HOUR))
    return hours if hours <= BY_THE_HOUR else -(-hours // _DAY) * _DAY


def percentile(counts: Mapping[int, int], share: int) -> int | None:
    """Return the value at a percentile from 1 to 100, or None where nothing was counted.

    By nearest rank: the least value that at least `share` per cent do not exceed, which is always
    one that really occurred; the 50th is the lower median. `counts` says how often each occurred.
    """
    rank = -(-sum(counts.values()) * share // 100)
    reached = 0
    for value in sorted(counts):
        reached += counts[value]
        if counts[value] and reached >= rank:
            return value
    return None
