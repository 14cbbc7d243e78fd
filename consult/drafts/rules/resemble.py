"""Which of the blocks that are left on both sides resemble each other."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple

from consult.drafts.rules.shingles import Shingles

CROWDED: Final = 24
"""Blocks that may share a piece of text before it is taken for a common one that tells nothing
and is passed over, so that the work stays close to linear."""

LIKELIEST: Final = 6
"""Candidates compared in full: those that share the most telling pieces. The right one is among
the first few wherever it is like enough to be taken at all."""


class Resemblance(NamedTuple):
    """How like a new and an old block are: `likeness` of the whole, 0–1000.

    `held` is how much of the shorter one the longer one holds, 0–1000; `common` counts the
    pieces of three characters that both have, `shorter` those of the shorter one.
    """

    new: int
    old: int
    likeness: int
    held: int
    common: int
    shorter: int


def resemblances(
    old: Mapping[int, str], new: Mapping[int, str], gaps: Mapping[int, tuple[int, int]]
) -> Iterator[Resemblance]:
    """Compare texts by index; `gaps` gives for a new one the old indices of the same place.

    Candidates share telling pieces; where nothing telling is shared, they share the place.
    """
    if not old or not new:
        return
    shingles_of = {index: Shingles(text) for index, text in old.items()}
    holders: dict[str, list[int]] = {}
    for index, shingles in shingles_of.items():
        for piece in shingles.pieces:
            if piece in holders:
                holders[piece].append(index)
            else:
                holders[piece] = [index]
    telling = {piece: held for piece, held in holders.items() if len(held) <= CROWDED}
    indices = sorted(old)
    for index, text in new.items():
        shingles = Shingles(text)
        shared = shingles.pieces & telling.keys()
        votes = Counter(chain.from_iterable([telling[piece] for piece in shared]))
        ranked = sorted((-count, abs(each - index), each) for each, count in votes.items())
        candidates = [each for _, _, each in ranked[:LIKELIEST]]
        if not candidates:
            low, high = gaps[index]
            near = indices[bisect_left(indices, low) : bisect_left(indices, high)]
            candidates = near[:LIKELIEST]
        for candidate in candidates:
            yield _compare(index, shingles, candidate, shingles_of[candidate])


def _compare(new_index: int, new: Shingles, old_index: int, old: Shingles) -> Resemblance:
    shorter = min(len(new.pieces), len(old.pieces))
    common = len(new.pieces & old.pieces)
    held = 1000 * common // shorter
    likeness = 2000 * common // (len(new.pieces) + len(old.pieces))
    return Resemblance(new_index, old_index, likeness, held, common, shorter)
