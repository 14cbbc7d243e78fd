"""What two sequences have in common in the same order, for sequences of any length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from consult.drafts.rules.order import longest_rising

MOST_CELLS = 64_000_000
"""Length of one side times that of the other up to which the longest common part is worked out
exactly: the matcher keeps a bit a cell, 8 MB here, and takes some tens of milliseconds."""

WINDOW = 4
"""Items in a row that mark a place of a long sequence where they stand there only once. Two or
three words recur everywhere in a report; longer windows are broken by every small change."""

DEEPEST = 8
"""How often a part is cut again. Honest texts need one or two cuts; made-up ones could go on."""


class Common(NamedTuple):
    """`size` items that are the same from `old` in the one sequence and `new` in the other."""

    old: int
    new: int
    size: int


def common_runs(
    old: Sequence[Hashable], new: Sequence[Hashable], *, uncut: int | None = None
) -> list[Common]:
    """Return what stands in both in the same order, as runs that do not touch, in that order.

    Sides of which the lengths multiplied exceed `uncut` are cut at places marked by a window that
    each holds once, and compared between these; others are compared by their longest common part.
    Without `uncut` sides are cut only where they must be (`MOST_CELLS`); cutting early keeps what
    belongs together in long texts whose sentences are alike. What is too long and has no such
    place counts as replaced. The same input gives the same runs on every machine.
    """
    numbers: dict[Hashable, int] = {}
    left = [numbers.setdefault(item, len(numbers)) for item in old]
    right = [numbers.setdefault(item, len(numbers)) for item in new]
    found: list[Common] = []
    limits = (MOST_CELLS if uncut is None else uncut, DEEPEST)
    _compare(left, right, Common(0, 0, 0), found, limits)
    return _joined(found)


def _compare(
    old: list[int], new: list[int], at: Common, found: list[Common], limits: tuple[int, int]
) -> None:
    """Add the common runs of two sequences that begin at `at` of the whole ones."""
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    found.append(Common(at.old, at.new, head))
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    inside = Common(at.old + head, at.new + head, 0)
    uncut, cuts = limits
    cells = len(inner_old) * len(inner_new)
    marks = _marks(inner_old, inner_new) if cells > uncut and cuts else []
    if marks:
        _between(marks, inner_old, inner_new, inside, found, (uncut, cuts - 1))
    elif cells <= MOST_CELLS:
        _exactly(inner_old, inner_new, inside, found)
    found.append(Common(at.old + len(old) - tail, at.new + len(new) - tail, tail))


def _exactly(old: list[int], new: list[int], at: Common, found: list[Common]) -> None:
    if not old or not new:
        return
    for step in LCSseq.opcodes(old, new):
        if step.tag == "equal":
            size = step.src_end - step.src_start
            found.append(Common(at.old + step.src_start, at.new + step.dest_start, size))


def _between(
    marks: list[tuple[int, int]],
    old: list[int],
    new: list[int],
    at: Common,
    found: list[Common],
    limits: tuple[int, int],
) -> None:
    """Add the windows that stand at marks and what is common between them."""
    old_from, new_from = 0, 0
    for old_at, new_at in marks:
        # Windows that overlap in one sequence and not in the other mark no place between them.
        if old_at < old_from or new_at < new_from:
            continue
        begun = Common(at.old + old_from, at.new + new_from, 0)
        _compare(old[old_from:old_at], new[new_from:new_at], begun, found, limits)
        found.append(Common(at.old + old_at, at.new + new_at, WINDOW))
        old_from, new_from = old_at + WINDOW, new_at + WINDOW
    begun = Common(at.old + old_from, at.new + new_from, 0)
    _compare(old[old_from:], new[new_from:], begun, found, limits)


def _marks(old: list[int], new: list[int]) -> list[tuple[int, int]]:
    """Return where windows stand that occur once in each, the most that keep their order."""
    places = _single(old)
    pairs = [(places[key], place) for key, place in _single(new).items() if key in places]
    return [pairs[index] for index in longest_rising([old_at for old_at, _new_at in pairs])]


def _single(items: list[int]) -> dict[tuple[int, ...], int]:
    windows = [tuple(items[place : place + WINDOW]) for place in range(len(items) - WINDOW + 1)]
    counts = Counter(windows)
    return {window: place for place, window in enumerate(windows) if counts[window] == 1}


def _same(old: Sequence[int], new: Sequence[int]) -> int:
    """How many items both begin with."""
    for index, (left, right) in enumerate(zip(old, new, strict=False)):
        if left != right:
            return index
    return min(len(old), len(new))


def _joined(found: list[Common]) -> list[Common]:
    joined: list[Common] = []
    for run in found:
        last = joined[-1] if joined else None
        if last and last.old + last.size == run.old and last.new + last.size == run.new:
            joined[-1] = Common(last.old, last.new, last.size + run.size)
        elif run.size:
            joined.append(run)
    return joined
