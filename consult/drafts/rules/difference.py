"""What stayed of a text in another, token by token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, NamedTuple

from rapidfuzz.distance import LCSseq

# A word of a script that writes spaces is one token; Han, Kana, Hangul, Thai, Lao, Khmer and
# Myanmar characters are one each, because words cannot be told apart there; so is any other
# character but white space. Marks, such as Arabic vowels, belong to their word.
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\U00020000-\U0003ffff"
)
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
_TOKEN: Final = re.compile(rf"(?:[^\W_{_UNSPACED}][{_MARKS}]*)+|[^\s]")

MATRIX_LIMIT: Final = 64_000_000
"""Pairs of tokens up to which every alignment is weighed, one bit each, eight megabytes; longer
texts are compared without their popular tokens, so that no block can exhaust the memory."""


class Run(NamedTuple):
    """Text that stayed: `size` code points from `old` in the one text, from `new` in the other.

    In `Tokens.runs` all three count tokens instead.
    """

    old: int
    new: int
    size: int


class Tokens:
    """A text cut into tokens, white space between them left out, numbered by `numbers`.

    Numbers, not hashes, stand for words, so that no result depends on the hash seed.
    """

    __slots__ = ("ends", "ids", "starts", "text")

    def __init__(self, text: str, numbers: dict[str, int]) -> None:
        self.text = text
        spans = [found.span() for found in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.ids = [numbers.setdefault(text[start:end], len(numbers)) for start, end in spans]

    def __len__(self) -> int:
        return len(self.ids)


def tokens_of(text: str) -> list[str]:
    """Return the tokens of a text, without the white space between them."""
    return _TOKEN.findall(text)


def token_ends(text: str) -> Iterator[int]:
    """Yield the offsets at which the tokens of a text end."""
    return (found.end() for found in _TOKEN.finditer(text))


def kept_runs(old_text: str, new_text: str) -> list[Run]:
    """Return the runs of text that stand in both in the same order, without touching runs."""
    numbers: dict[str, int] = {}
    old, new = Tokens(old_text, numbers), Tokens(new_text, numbers)
    return in_code_points(common_runs(old, new), old, new)


def common_runs(old: Tokens, new: Tokens) -> list[Run]:
    """Return the longest common subsequence of two texts as runs of tokens.

    Where one text stands whole in the other, that is the run: the same words may be scattered
    before it, but nobody would read them as what stayed.
    """
    whole = _whole(old, new)
    return [whole] if whole is not None else common_ids(old.ids, new.ids)


def common_ids(old: Sequence[int], new: Sequence[int]) -> list[Run]:
    """Return the longest common subsequence of numbered tokens as runs."""
    if len(old) * len(new) > MATRIX_LIMIT:
        blocks = SequenceMatcher(None, old, new, autojunk=True).get_matching_blocks()
        return [Run(*block) for block in blocks if block.size]
    edits = LCSseq.opcodes(old, new).as_matching_blocks()
    return [Run(block.a, block.b, block.size) for block in edits if block.size]


def _whole(old: Tokens, new: Tokens) -> Run | None:
    if old.text in new.text:
        at = new.text.index(old.text)
        first = next((i for i, start in enumerate(new.starts) if start >= at), 0)
        run = Run(0, first, len(old))
    elif new.text in old.text:
        at = old.text.index(new.text)
        first = next((i for i, start in enumerate(old.starts) if start >= at), 0)
        run = Run(first, 0, len(new))
    else:
        return None
    same = old.ids[run.old : run.old + run.size] == new.ids[run.new : run.new + run.size]
    return run if same and run.size else None


def firm_runs(runs: Sequence[Run], old_size: int, new_size: int) -> list[Run]:
    """Leave out runs that are shorter than what changed on both sides of them.

    Any two texts of one language share an “and the”; a reader takes such words, lost in what was
    written anew, for part of it.
    """
    kept: list[Run] = [Run(0, 0, 0)]
    rest = [*runs, Run(old_size, new_size, 0)]
    at = 0
    while at < len(rest) - 1:
        run, after = rest[at], rest[at + 1]
        at += 1
        kept.append(run)
        while len(kept) > 1 and kept[-1].size < min(
            _gap(kept[-2], kept[-1]), _gap(kept[-1], after)
        ):
            kept.pop()
    return kept[1:]


def _gap(one: Run, two: Run) -> int:
    return max(two.old - one.old - one.size, two.new - one.new - one.size)


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
