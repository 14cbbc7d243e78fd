"""What of a text nobody has claimed yet, a byte for each token: one where it is free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from consult.drafts.rules.difference import Run, common_ids, firm_runs

Side = tuple[Sequence[int], bytearray]
"""The tokens of a text, and which of them are free."""

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


def fill(runs: Sequence[Run], old: Side, new: Side) -> list[Run]:
    """Add to runs found in one block what stayed between them, before the first and after the last.

    Only free tokens are compared: between two runs all of them, at the ends as many as are free
    in the old text and twice as many in the new one. Beyond that nothing says that they belong
    together.
    """
    filled = list(runs)
    for one, two in pairwise(runs):
        a, b = one.old + one.size, one.new + one.size
        if a <= two.old and b <= two.new:
            filled += _compare(old, (a, two.old), new, (b, two.new))
    for run in runs:
        a = _free_before(old[1], run.old)
        b = max(_free_before(new[1], run.new), run.new - 2 * (run.old - a))
        filled += _compare(old, (a, run.old), new, (b, run.new))
        c, d = run.old + run.size, run.new + run.size
        c_end = _free_after(old[1], c)
        d_end = min(_free_after(new[1], d), d + 2 * (c_end - c))
        filled += _compare(old, (c, c_end), new, (d, d_end))
    return sorted(filled)


def _compare(
    old: Side, old_span: tuple[int, int], new: Side, new_span: tuple[int, int]
) -> list[Run]:
    """Compare two spans where all of both is free, and claim what stayed."""
    (a, a_end), (b, b_end) = old_span, new_span
    if a >= a_end or b >= b_end or 0 in old[1][a:a_end] or 0 in new[1][b:b_end]:
        return []
    common = common_ids(old[0][a:a_end], new[0][b:b_end])
    found = [
        Run(a + run.old, b + run.new, run.size) for run in firm_runs(common, a_end - a, b_end - b)
    ]
    for run in found:
        old[1][run.old : run.old + run.size] = bytes(run.size)
        new[1][run.new : run.new + run.size] = bytes(run.size)
    return found


def _free_before(free: bytearray, at: int) -> int:
    return free.rfind(0, 0, at) + 1


def _free_after(free: bytearray, at: int) -> int:
    end = free.find(0, at)
    return end if end >= 0 else len(free)
