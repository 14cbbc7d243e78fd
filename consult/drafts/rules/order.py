"""Which blocks stand elsewhere in the order than before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def moved_keys(old: Sequence[K], new: Sequence[K]) -> frozenset[K]:
    """Return the keys in both that do not belong to the longest run kept in the same order.

    So when one block moves past many, that one has moved and not the many.
    """
    before = {key: place for place, key in enumerate(old)}
    shared = [key for key in new if key in before]
    kept = set(longest_rising([before[key] for key in shared]))
    return frozenset(key for index, key in enumerate(shared) if index not in kept)


def longest_rising(places: Sequence[int]) -> list[int]:
    """Return the indices, in order, of the longest rising part, found by patience sorting."""
    ends: list[int] = []
    end_index: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(ends, place)
        before.append(end_index[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            end_index.append(index)
        else:
            ends[at] = place
            end_index[at] = index
    rising: list[int] = []
    index = end_index[-1] if end_index else -1
    while index >= 0:
        rising.append(index)
        index = before[index]
    return rising[::-1]
