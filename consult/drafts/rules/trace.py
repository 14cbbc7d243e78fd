"""Where the words of each old block stand in the new text, whole documents at a time.

Each word of the new text is claimed by at most one word of the old text. What stayed in a block
claims its words first, so a passage that is gone is not mistaken for its like elsewhere: that one
stood there before. Only what is left over on both sides is looked for across blocks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import accumulate, groupby, pairwise
from math import log2
from typing import Final, NamedTuple

from consult.drafts.rules.difference import (
    Run,
    Tokens,
    common_ids,
    common_runs,
    firm_runs,
    in_code_points,
)

SEED: Final = 3
"""Tokens in a row by which left-over words are looked up."""

CROWDED: Final = 24
"""Places where the same three tokens may be left over before they are taken for a stock phrase
and passed over as a seed, so that the work stays close to linear."""

CHANCE_BITS: Final = 7
"""Words count as found in another block where the chance of meeting them there is below one in
2 to this power, less than one in a hundred."""

REDUNDANCY: Final = 2
"""In running text the words before give away about half of what the next one tells (after
Shannon's measurements of printed English), so half of the bits of single words count."""

ADJACENT: Final = 1
"""Blocks of distance within which the parts of a split block follow each other."""


@dataclass(slots=True)
class Trace:
    """What stayed of one block: `runs` by the index of the new block in which they stand.

    `firm` holds the spans, in the old text, of what is no chance likeness; `doubtful` those of
    words that stand in several places alike.
    """

    runs: dict[int, list[Run]] = field(default_factory=dict)
    firm: list[tuple[int, int]] = field(default_factory=list)
    doubtful: list[tuple[int, int]] = field(default_factory=list)


class _Candidate(NamedTuple):
    """A run of tokens that stands alike on both sides; the smallest is claimed first."""

    bits: float
    distance: int
    old_block: int
    old: int
    new_block: int
    new: int
    size: int


class Tracing:
    """The traces of all old blocks; `pairs` maps the index of an old block to that of its heir."""

    def __init__(
        self, old_texts: Sequence[str], new_texts: Sequence[str], pairs: Mapping[int, int]
    ) -> None:
        same = {o for o, n in pairs.items() if old_texts[o] == new_texts[n]}
        same_new = {pairs[o] for o in same}
        numbers: dict[str, int] = {}
        self.pairs = pairs
        self._old = {
            index: Tokens(text, numbers)
            for index, text in enumerate(old_texts)
            if index not in same
        }
        self._new = {
            index: Tokens(text, numbers)
            for index, text in enumerate(new_texts)
            if index not in same_new
        }
        self._traces: dict[int, Trace] = {index: Trace() for index in self._old}
        self._old_free = {index: bytearray(b"\1") * len(each) for index, each in self._old.items()}
        self._new_free = {index: bytearray(b"\1") * len(each) for index, each in self._new.items()}
        self._claimed: dict[tuple[int, int], list[Run]] = defaultdict(list)
        self._count_bits(len(numbers))
        self._expected = self._expectations(len(old_texts), len(new_texts))
        self._compare_heirs()
        self._claim_across()
        self._write_across()

    def of(self, old_block: int) -> Trace | None:
        """Return the trace of a block, None where its text did not change."""
        return self._traces.get(old_block)

    def _count_bits(self, kinds: int) -> None:
        counts = Counter[int]()
        for each in [*self._old.values(), *self._new.values()]:
            counts.update(each.ids)
        total = counts.total()
        bits = [log2(total / counts[number]) for number in range(kinds)]
        self._sums = {
            index: [0.0, *accumulate(bits[number] for number in each.ids)]
            for index, each in self._old.items()
        }

    def _expectations(self, old_size: int, new_size: int) -> list[int]:
        """Where each old block would stand: with its heir, or after that of the one before."""
        expected, last = [], -1
        for index in range(old_size):
            last = self.pairs.get(index, last)
            expected.append(min(max(last, 0), max(0, new_size - 1)))
        return expected

    def _compare_heirs(self) -> None:
        for index in self._old:
            heir = self.pairs.get(index)
            if heir is None:
                continue
            old, new = self._old[index], self._new[heir]
            runs = common_runs(old, new)
            self._traces[index].runs[heir] = in_code_points(runs, old, new)
            for run in firm_runs(runs, len(old), len(new)):
                self._take(index, heir, run)

    def _take(self, old_block: int, new_block: int, run: Run) -> None:
        nothing = bytes(run.size)
        self._traces[old_block].firm.append(self._span(old_block, run))
        self._old_free[old_block][run.old : run.old + run.size] = nothing
        self._new_free[new_block][run.new : run.new + run.size] = nothing

    def _span(self, old_block: int, run: Run) -> tuple[int, int]:
        tokens = self._old[old_block]
        return tokens.starts[run.old], tokens.ends[run.old + run.size - 1]

    def _claim_across(self) -> None:
        left = sum(sum(free) for free in self._new_free.values())
        if not left:
            return
        least = REDUNDANCY * (log2(left) + CHANCE_BITS)
        heap = [each for each in self._candidates() if -each.bits >= least]
        alike: dict[tuple[int, int, int], list[_Candidate]] = defaultdict(list)
        for each in heap:
            alike[each.old_block, each.old, each.size].append(each)
        heapify(heap)
        while heap:
            best = heappop(heap)
            parts = self._free_parts(best)
            if parts == [best]:
                self._claim(best, alike[best.old_block, best.old, best.size])
                continue
            for part in parts:
                if -part.bits >= least:
                    heappush(heap, part)

    def _claim(self, best: _Candidate, alike: Sequence[_Candidate]) -> None:
        """Give the words their place; it stays in doubt where a like one is as far or farther."""
        run = Run(best.old, best.new, best.size)
        rivals = [each for each in alike if each != best and self._free_parts(each) == [each]]
        if best.distance > ADJACENT and rivals:
            self._traces[best.old_block].doubtful.append(self._span(best.old_block, run))
        self._take(best.old_block, best.new_block, run)
        self._claimed[best.old_block, best.new_block].append(run)

    def _candidates(self) -> list[_Candidate]:
        """Every longest run of free tokens that stands on both sides."""
        places: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
        for block, tokens in self._new.items():
            for at, seed in _seeds(tokens.ids, self._new_free[block]):
                places[seed].append((block, at))
        found: list[_Candidate] = []
        for block, tokens in self._old.items():
            reached: dict[tuple[int, int], int] = {}
            for at, seed in _seeds(tokens.ids, self._old_free[block]):
                there = places.get(seed, ())
                if len(there) > CROWDED:
                    continue
                for new_block, new_at in there:
                    diagonal = new_block, new_at - at
                    if at >= reached.get(diagonal, 0):
                        run = self._longest(block, at, new_block, new_at)
                        reached[diagonal] = run.old + run.size
                        found.append(self._candidate(block, new_block, run))
        return found

    def _candidate(self, old_block: int, new_block: int, run: Run) -> _Candidate:
        sums = self._sums[old_block]
        bits = sums[run.old + run.size] - sums[run.old]
        distance = abs(new_block - self._expected[old_block])
        return _Candidate(-bits, distance, old_block, run.old, new_block, run.new, run.size)

    def _longest(self, old_block: int, old_at: int, new_block: int, new_at: int) -> Run:
        old, new = self._old[old_block].ids, self._new[new_block].ids
        old_free, new_free = self._old_free[old_block], self._new_free[new_block]
        back = 0
        while (
            back < old_at
            and back < new_at
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

    def _free_parts(self, found: _Candidate) -> list[_Candidate]:
        """What of it nobody has claimed by now."""
        old_free = self._old_free[found.old_block][found.old : found.old + found.size]
        new_free = self._new_free[found.new_block][found.new : found.new + found.size]
        free = bytes(map(min, old_free, new_free))
        if 0 not in free:
            return [found]
        parts: list[_Candidate] = []
        at = 0
        for is_free, group in groupby(free):
            size = len(list(group))
            if is_free and size >= SEED:
                run = Run(found.old + at, found.new + at, size)
                parts.append(self._candidate(found.old_block, found.new_block, run))
            at += size
        return parts

    def _write_across(self) -> None:
        for (old_block, new_block), runs in sorted(self._claimed.items()):
            old, new = self._old[old_block], self._new[new_block]
            filled = sorted(runs)
            for one, two in pairwise(sorted(runs)):
                filled += self._between(old_block, new_block, one, two)
            written = _in_code_points_each(sorted(filled), old, new)
            known = self._traces[old_block].runs.get(new_block)
            if known is None:
                self._traces[old_block].runs[new_block] = written
            else:
                self._traces[old_block].runs[new_block] = _join(known, written)

    def _between(self, old_block: int, new_block: int, one: Run, two: Run) -> list[Run]:
        """Compare what lies between two runs that follow each other on both sides."""
        a, b = one.old + one.size, one.new + one.size
        old_free = self._old_free[old_block][a : two.old]
        new_free = self._new_free[new_block][b : two.new] if two.new > b else bytearray()
        if not old_free or not new_free or 0 in old_free or 0 in new_free:
            return []
        ids = self._old[old_block].ids[a : two.old], self._new[new_block].ids[b : two.new]
        return [Run(a + run.old, b + run.new, run.size) for run in common_ids(*ids)]


def _in_code_points_each(runs: Sequence[Run], old: Tokens, new: Tokens) -> list[Run]:
    """As `in_code_points`, for runs that need not rise."""
    written: list[Run] = []
    for run in runs:
        written += [
            piece
            for piece in in_code_points([run], old, new)
            if not old.text[piece.old : piece.old + piece.size].isspace()
        ]
    return written


def _join(heir: Sequence[Run], across: Sequence[Run]) -> list[Run]:
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


def _seeds(ids: Sequence[int], free: bytearray) -> list[tuple[int, tuple[int, ...]]]:
    row = bytes([1]) * SEED
    return [
        (at, tuple(ids[at : at + SEED]))
        for at in range(len(ids) - SEED + 1)
        if free[at : at + SEED] == row
    ]
