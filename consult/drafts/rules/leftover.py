"""What of a text nobody has claimed yet, a byte for each token: one where it is free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from consult.drafts.rules.difference import Run

SEED: Final = 3
"""Tokens in a row by which left-over words are looked up."""


def stretches(free: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """Yield where each row of free tokens begins and ends."""
    at = 0
    for is_free, group in groupby(free):
        size = len(list(group))
        if is_free:
            yield at, at + size
        at += size


def seeds(ids: Sequence[int], free: bytearray) -> list[tuple[int, tuple[int, ...]]]:
    """Every place where a seed of free tokens begins, with its tokens."""
    row = bytes([1]) * SEED
    return [
        (at, tuple(ids[at : at + SEED]))
        for at in range(len(ids) - SEED + 1)
        if free[at : at + SEED] == row
    ]


def longest_run(
    old: Sequence[int],
    old_free: bytearray,
    old_at: int,
    new: Sequence[int],
    new_free: bytearray,
    new_at: int,
) -> Run:
    """Extend a seed that stands at these places to both sides, as far as both texts are free."""
    back = 0
    while (
        back < min(old_at, new_at)
        and old[old_at - back - 1] == new[new_at - back - 1]
        and old_free[old_at - back - 1]
        and new_free[new_at - back - 1]
    ):
        back += 1
    size = SEED
    limit = min(len(old) - old_at, len(new) - new_at)
    while (
        size < limit
        and old[old_at + size] == new[new_at + size]
        and old_free[old_at + size]
        and new_free[new_at + size]
    ):
        size += 1
    return Run(old_at - back, new_at - back, size + back)
