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
from itertools import accumulate
from math import log2
from typing import Final, NamedTuple

from consult.drafts.rules.difference import (
    Run,
    Tokens,
    common_runs,
    firm_runs,
)
from consult.drafts.rules.leftover import SEED, fill, longest_run, seeds, stretches
from consult.drafts.rules.written import (
    found_again,
    in_code_points,
    in_code_points_each,
    inflected_runs,
)

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

    def _expectations(self, old_size: int, new_size: int) -> list[tuple[int, int]]:
        """Where each old block would stand: with its heir, or between its neighbours' heirs."""
        before, last = [], 0
        for index in range(old_size):
            last = self.pairs.get(index, last)
            before.append(last)
        after, last = [], max(0, new_size - 1)
        for index in reversed(range(old_size)):
            last = self.pairs.get(index, last)
            after.append(last)
        return list(zip(before, reversed(after), strict=True))

    def _distance(self, old_block: int, new_block: int) -> int:
        before, after = self._expected[old_block]
        return min(abs(new_block - before), abs(new_block - after))

    def _compare_heirs(self) -> None:
        for index in self._old:
            heir = self.pairs.get(index)
            if heir is None:
                continue
            old, new = self._old[index], self._new[heir]
            runs = common_runs(old, new)
            written = in_code_points(runs, old, new)
            words = inflected_runs(written, old.text, new.text)
            trace = self._traces[index]
            trace.runs[heir] = sorted([*written, *words])
            trace.firm += [(word.old, word.old + word.size) for word in words]
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
        """Claim the longest words first, as long as chance would not bring them there."""
        free = {block: sum(each) for block, each in self._new_free.items()}
        left = sum(free.values())
        if not left:
            return
        around = range(-ADJACENT, ADJACENT + 1)
        near = [
            log2(1 + sum(free.get(at + step, 0) for at in {before, after} for step in around))
            for before, after in self._expected
        ]
        self._far = REDUNDANCY * (log2(left) + CHANCE_BITS)
        self._near = [REDUNDANCY * (each + CHANCE_BITS) for each in near]
        heap = [each for each in self._candidates() if self._is_telling(each)]
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
                if self._is_telling(part):
                    heappush(heap, part)
        self._claim_whole([each + CHANCE_BITS for each in near])

    def _is_telling(self, each: _Candidate) -> bool:
        """Whether it holds more bits than a chance likeness in as much text as is searched."""
        near = each.distance <= ADJACENT
        return -each.bits >= (self._near[each.old_block] if near else self._far)

    def _claim_whole(self, least: Sequence[float]) -> None:
        """Claim in adjacent blocks what is left over as a whole on both sides, however short.

        That it begins and ends alike tells as much as the words after it would, so its own words
        count in full: so a heading of two words is found where it was joined to its paragraph.
        """
        places: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
        for block, tokens in self._new.items():
            for at, end in stretches(self._new_free[block]):
                places[tuple(tokens.ids[at:end])].append((block, at))
        for block, tokens in self._old.items():
            for at, end in stretches(self._old_free[block]):
                bits = self._sums[block][end] - self._sums[block][at]
                there = [
                    (new_block, new_at)
                    for new_block, new_at in places.get(tuple(tokens.ids[at:end]), ())
                    if self._distance(block, new_block) <= ADJACENT
                ]
                if bits >= least[block] and len(there) == 1:
                    ((new_block, new_at),) = there
                    run = Run(at, new_at, end - at)
                    if all(self._new_free[new_block][new_at : new_at + run.size]):
                        self._take(block, new_block, run)
                        self._claimed[block, new_block].append(run)

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
            for at, seed in seeds(tokens.ids, self._new_free[block]):
                places[seed].append((block, at))
        found: list[_Candidate] = []
        for block, tokens in self._old.items():
            reached: dict[tuple[int, int], int] = {}
            for at, seed in seeds(tokens.ids, self._old_free[block]):
                there = places.get(seed, ())
                if len(there) > CROWDED:
                    continue
                for new_block, new_at in there:
                    diagonal = new_block, new_at - at
                    if at >= reached.get(diagonal, 0):
                        run = longest_run(
                            tokens.ids,
                            self._old_free[block],
                            at,
                            self._new[new_block].ids,
                            self._new_free[new_block],
                            new_at,
                        )
                        reached[diagonal] = run.old + run.size
                        found.append(self._candidate(block, new_block, run))
        return found

    def _candidate(self, old_block: int, new_block: int, run: Run) -> _Candidate:
        sums = self._sums[old_block]
        bits = sums[run.old + run.size] - sums[run.old]
        distance = self._distance(old_block, new_block)
        return _Candidate(-bits, distance, old_block, run.old, new_block, run.new, run.size)

    def _free_parts(self, found: _Candidate) -> list[_Candidate]:
        """What of it nobody has claimed by now."""
        old_free = self._old_free[found.old_block][found.old : found.old + found.size]
        new_free = self._new_free[found.new_block][found.new : found.new + found.size]
        free = bytes(map(min, old_free, new_free))
        if 0 not in free:
            return [found]
        return [
            self._candidate(
                found.old_block,
                found.new_block,
                Run(found.old + at, found.new + at, end - at),
            )
            for at, end in stretches(free)
            if end - at >= SEED
        ]

    def _write_across(self) -> None:
        for (old_block, new_block), runs in sorted(self._claimed.items()):
            old, new = self._old[old_block], self._new[new_block]
            filled = fill(
                sorted(runs),
                (old.ids, self._old_free[old_block]),
                (new.ids, self._new_free[new_block]),
            )
            written = in_code_points_each(filled, old, new)
            known = self._traces[old_block].runs.get(new_block)
            if known is None:
                self._traces[old_block].runs[new_block] = written
            else:
                self._traces[old_block].runs[new_block] = found_again(known, written)
