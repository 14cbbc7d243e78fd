"""Which block of the earlier version each block of a new one comes from."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from consult.drafts.rules.blocks import fingerprint
from consult.drafts.rules.order import longest_rising
from consult.drafts.rules.resemble import resemblances

CERTAIN: Final = 1000
LIKE_IN_PLACE: Final = 400
"""Per mille of likeness needed between the same neighbours."""

LIKE_ELSEWHERE: Final = 600
"""Per mille needed where a block would also have moved."""

LIKE_OTHER_KIND: Final = 800
"""Per mille needed where a paragraph would also have become a heading, say."""

HELD: Final = 800
"""Per mille of the shorter of two blocks in the same place that the longer one must hold for one
to be a part of the other: all but what is adapted at the seam."""

PART: Final = 24
"""Pieces of three characters that a part must have: fewer, such as those of a heading of one or
two words, stand by chance in a paragraph about the same thing."""


class BlockLike(Protocol):
    """What of a block matters here."""

    @property
    def kind(self) -> str:
        """Its kind; blocks of different kinds are never the same, but may be alike."""

    @property
    def html(self) -> str:
        """Its inline markup."""

    @property
    def text(self) -> str:
        """Its plain text."""


class How(StrEnum):
    """Why a block is taken for the successor of another.

    `part`: it is the largest part of one that was divided, or the one into which another went.
    """

    KEY = "key"
    SAME = "same"
    MOVED = "moved"
    SIMILAR = "similar"
    PART = "part"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Match:
    """A new block and its predecessor, None for `How.NEW`; `score` is 0–1000, 1000 for equal."""

    new_index: int
    old_index: int | None
    how: How
    score: int


def align(
    old: Sequence[BlockLike],
    new: Sequence[BlockLike],
    *,
    known: Mapping[int, int] | None = None,
) -> list[Match]:
    """One match for each new block, in order; no old block is given twice.

    `known` maps new to old indices that are settled beforehand, by their keys. Then identical
    blocks in the same order, identical blocks that moved, the likest of what is left, and the
    largest parts of blocks that were divided or merged. The same input gives the same result on
    every machine.
    """
    return _Alignment(old, new, known or {}).matches()


class _Alignment:
    def __init__(
        self, old: Sequence[BlockLike], new: Sequence[BlockLike], known: Mapping[int, int]
    ) -> None:
        self._old, self._new = old, new
        self._of_new: dict[int, Match] = {}
        self._taken: set[int] = set()
        for new_index, old_index in sorted(known.items()):
            if old_index not in self._taken:
                self._give(new_index, old_index, How.KEY, CERTAIN)
        self._old_prints = [fingerprint(block.kind, block.html) for block in old]
        self._new_prints = [fingerprint(block.kind, block.html) for block in new]

    def matches(self) -> list[Match]:
        self._match_in_order()
        self._match_moved()
        self._match_similar()
        none = [Match(index, None, How.NEW, 0) for index in range(len(self._new))]
        return [self._of_new.get(index, none[index]) for index in range(len(self._new))]

    def _give(self, new_index: int, old_index: int, how: How, score: int) -> None:
        self._of_new[new_index] = Match(new_index, old_index, how, score)
        self._taken.add(old_index)

    def _match_in_order(self) -> None:
        """Blocks that occur once on each side hold the order; equal neighbours follow them."""
        old_at, new_at = _positions(self._old_prints), _positions(self._new_prints)
        unique = [
            (new_at[mark][0], places[0])
            for mark, places in old_at.items()
            if len(places) == 1 and len(new_at.get(mark, ())) == 1
        ]
        pairs = sorted(unique)
        anchors = [pairs[index] for index in longest_rising([old for _new, old in pairs])]
        for new_index, old_index in anchors:
            self._try_same(new_index, old_index)
        for new_index, old_index in [(-1, -1), *anchors]:
            self._follow(new_index + 1, old_index + 1, 1)
        for new_index, old_index in [*anchors, (len(self._new), len(self._old))]:
            self._follow(new_index - 1, old_index - 1, -1)

    def _follow(self, new_index: int, old_index: int, step: int) -> None:
        while self._try_same(new_index, old_index):
            new_index += step
            old_index += step

    def _try_same(self, new_index: int, old_index: int) -> bool:
        fits = (
            0 <= new_index < len(self._new)
            and 0 <= old_index < len(self._old)
            and new_index not in self._of_new
            and old_index not in self._taken
            and self._new_prints[new_index] == self._old_prints[old_index]
        )
        if fits:
            self._give(new_index, old_index, How.SAME, CERTAIN)
        return fits

    def _match_moved(self) -> None:
        """Give what is left of equal blocks out in order; one that fits its gap has not moved."""
        gaps = self._gaps()
        waiting: dict[str, list[int]] = defaultdict(list)
        for index, mark in enumerate(self._old_prints):
            if index not in self._taken:
                waiting[mark].append(index)
        last_in_place = -1
        for index, mark in enumerate(self._new_prints):
            if index in self._of_new or not waiting.get(mark):
                continue
            low, high = gaps[index]
            after = bisect_left(waiting[mark], max(low, last_in_place + 1))
            if after < len(waiting[mark]) and waiting[mark][after] < high:
                last_in_place = waiting[mark].pop(after)
                self._give(index, last_in_place, How.SAME, CERTAIN)
            else:
                self._give(index, waiting[mark].pop(0), How.MOVED, CERTAIN)

    def _gaps(self) -> list[tuple[int, int]]:
        """For each new block the old indices between those of its settled neighbours.

        Settled means the same or by key, and rising; others do not hold the order.
        """
        lows: list[int] = []
        low = 0
        for index in range(len(self._new)):
            lows.append(low)
            match = self._of_new.get(index)
            if match is not None and match.how is How.SAME and match.old_index is not None:
                low = max(low, match.old_index + 1)
        gaps: list[tuple[int, int]] = []
        high = len(self._old)
        for index in reversed(range(len(self._new))):
            gaps.append((lows[index], high))
            match = self._of_new.get(index)
            if match is not None and match.how is How.SAME and match.old_index is not None:
                high = min(high, match.old_index)
        return gaps[::-1]

    def _match_similar(self) -> None:
        """The likest of what is left, then the largest parts of what was divided or merged."""
        gaps = self._gaps()
        old_left = {i: each.text for i, each in enumerate(self._old) if i not in self._taken}
        new_left = {i: each.text for i, each in enumerate(self._new) if i not in self._of_new}
        like: list[tuple[int, int, int, int]] = []
        parts: list[tuple[int, int, int, int, int]] = []
        for each in resemblances(old_left, new_left, dict(enumerate(gaps))):
            low, high = gaps[each.new]
            in_place, distance = low <= each.old < high, abs(each.new - each.old)
            if each.likeness >= self._needed(each.new, each.old, in_place):
                like.append((-each.likeness, distance, each.new, each.old))
            elif in_place and each.shorter >= PART and each.held >= HELD:
                parts.append((-each.common, distance, each.new, each.old, each.likeness))
        for negative, _, index, candidate in sorted(like):
            if index not in self._of_new and candidate not in self._taken:
                self._give(index, candidate, How.SIMILAR, -negative)
        for _, _, index, candidate, likeness in sorted(parts):
            if index not in self._of_new and candidate not in self._taken:
                self._give(index, candidate, How.PART, likeness)

    def _needed(self, new_index: int, old_index: int, in_place: bool) -> int:
        if self._new[new_index].kind != self._old[old_index].kind:
            return LIKE_OTHER_KIND
        return LIKE_IN_PLACE if in_place else LIKE_ELSEWHERE


def _positions(prints: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, mark in enumerate(prints):
        places[mark].append(index)
    return places
