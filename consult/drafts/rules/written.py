"""Runs of tokens written as runs of text, in code points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from consult.drafts.rules.difference import Run, Tokens, common_runs


def kept_runs(old_text: str, new_text: str) -> list[Run]:
    """Return the runs of text that stand in both in the same order, without touching runs."""
    numbers: dict[str, int] = {}
    old, new = Tokens(old_text, numbers), Tokens(new_text, numbers)
    return in_code_points(common_runs(old, new), old, new)


def in_code_points(runs: Sequence[Run], old: Tokens, new: Tokens) -> list[Run]:
    """Turn runs of tokens into runs of text, with the white space that stayed around them."""
    pieces: list[Run] = []
    for run in runs:
        a, b = run.old, run.new
        old_start, old_end = old.starts[a], old.ends[a + run.size - 1]
        new_start, new_end = new.starts[b], new.ends[b + run.size - 1]
        if old.text[old_start:old_end] == new.text[new_start:new_end]:
            pieces.append(Run(old_start, new_start, old_end - old_start))
            continue
        pieces += [
            Run(old.starts[a + i], new.starts[b + i], old.ends[a + i] - old.starts[a + i])
            for i in range(run.size)
        ]
    return _with_space(pieces, old.text, new.text)


def _with_space(pieces: Sequence[Run], old: str, new: str) -> list[Run]:
    ends = [Run(0, 0, 0), *pieces, Run(len(old), len(new), 0)]
    runs: list[Run] = []
    for before, run in pairwise(ends):
        head = _common_space(old, new, before.old + before.size, before.new + before.size, run)
        last = runs.pop() if runs else before
        last = Run(last.old, last.new, last.size + head)
        back = 0
        low_old, low_new = last.old + last.size, last.new + last.size
        while (
            run.old - back > low_old
            and run.new - back > low_new
            and old[run.old - back - 1] == new[run.new - back - 1]
            and old[run.old - back - 1].isspace()
        ):
            back += 1
        begun = Run(run.old - back, run.new - back, run.size + back)
        if last.old + last.size == begun.old and last.new + last.size == begun.new:
            runs.append(Run(last.old, last.new, last.size + begun.size))
        else:
            runs += [last, begun]
    return [run for run in runs if run.size]


def _common_space(old: str, new: str, a: int, b: int, after: Run) -> int:
    count = 0
    while (
        a + count < after.old
        and b + count < after.new
        and old[a + count] == new[b + count]
        and old[a + count].isspace()
    ):
        count += 1
    return count


def inflected_runs(runs: Sequence[Run], old: str, new: str) -> list[Run]:
    """Return what stayed of replaced words: their beginnings and ends, between what stayed whole.

    A word with another ending, prefix or article is the same word edited, in Georgian or Arabic
    more often than in English. More than half of the longer wording must have stayed.
    """
    found: list[Run] = []
    for before, after in pairwise([Run(0, 0, 0), *runs, Run(len(old), len(new), 0)]):
        a, b = before.old + before.size, before.new + before.size
        gone, come = old[a : after.old], new[b : after.new]
        head = _alike(gone, come)
        tail = _alike(gone[head:][::-1], come[head:][::-1])
        if 2 * (head + tail) <= max(len(gone), len(come)):
            continue
        found += [Run(a, b, head)] if head else []
        found += [Run(after.old - tail, after.new - tail, tail)] if tail else []
    return found


def _alike(one: str, two: str) -> int:
    for at, (left, right) in enumerate(zip(one, two, strict=False)):
        if left != right:
            return at
    return min(len(one), len(two))


def in_code_points_each(runs: Sequence[Run], old: Tokens, new: Tokens) -> list[Run]:
    """As `in_code_points`, for runs that need not rise."""
    written: list[Run] = []
    for run in runs:
        written += [
            piece
            for piece in in_code_points([run], old, new)
            if not old.text[piece.old : piece.old + piece.size].isspace()
        ]
    return written


def found_again(heir: Sequence[Run], across: Sequence[Run]) -> list[Run]:
    """The words found again at another place of the same block, then what the comparison gave.

    Where both name a word, what was found across goes first: the comparison's was a loose one.
    """
    taken = sorted((run.old, run.old + run.size) for run in across)
    loose = [
        run
        for run in heir
        if not any(run.old < end and start < run.old + run.size for start, end in taken)
    ]
    return sorted([*across, *loose])
