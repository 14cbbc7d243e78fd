"""Which block of a translated file translates which block of the source.

After Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (Computational
Linguistics 19, 1993): texts that translate one another have about proportional lengths, and
dynamic programming finds the cheapest way through both in order. Blocks are larger than sentences
and know their kind, so a block is paired with one block or with none, only with one that may
translate it, and what they share besides words (numbers, the level, the cells of a row) counts too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from consult.drafts.rules.blocks import NOTE_REFERENCE, BlockKind, ParsedBlock, block_text
from consult.drafts.rules.markup import cells_of

VARIANCE: Final = 6.8
"""Gale and Church's variance of a translation's length, in characters for each of the source."""

ALONE: Final = 4.5
"""What a block without a partner costs: minus the logarithm of about one per cent, the share of
texts without a counterpart in Gale and Church's corpus."""

LENGTH_LIMIT: Final = 6.0
"""What a length may cost at most: two blocks that agree in kind and numbers may differ in it."""

OTHER_LEVEL: Final = 3.0
OTHER_NUMBERS: Final = 3.0
SAME_NUMBERS: Final = -1.0
OTHER_CELLS: Final = 4.0
"""Evidence in natural logarithms; a level that differs weighs about as much as a doubled length."""

SURE: Final = 2.0
"""A pair that costs less than this is shown as likely, another one as doubtful."""

BAND: Final = 150
"""How far the two places of a pair may be apart, beyond the difference of the two lengths, so
that a text of 20,000 blocks takes seconds and not hours."""

_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A block of the source and one of the translation, by their places, None for no partner."""

    source: int | None
    translation: int | None
    likely: bool = False


def pair_blocks(source: Sequence[ParsedBlock], translation: Sequence[ParsedBlock]) -> list[Pair]:
    """Return every block of both texts once, in reading order, paired or alone.

    Equal input gives equal output. Blocks of different kinds are never paired.
    """
    ratio = _ratio(source, translation)
    said, told = list(map(_traits, source)), list(map(_traits, translation))
    width = BAND + abs(len(source) - len(translation))
    steps: list[bytearray] = []
    starts: list[int] = []
    before: list[float] = []
    before_start = 0
    for row in range(len(source) + 1):
        middle = row * len(translation) // max(1, len(source))
        start, end = max(0, middle - width), min(len(translation), middle + width)
        line: list[float] = []
        taken = bytearray()
        for column in range(start, end + 1):
            best, step = (0.0, 0) if row == column == 0 else (math.inf, 0)
            above = column - before_start
            if row and 0 <= above < len(before) and before[above] + ALONE < best:
                best, step = before[above] + ALONE, 1
            if column > start and line[-1] + ALONE < best:
                best, step = line[-1] + ALONE, 2
            if row and column and 0 < above <= len(before):
                cost = before[above - 1] + _cost(said[row - 1], told[column - 1], ratio)
                if cost <= best:
                    best, step = cost, 3
            line.append(best)
            taken.append(step)
        steps.append(taken)
        starts.append(start)
        before, before_start = line, start
    return _read_back(steps, starts, said, told, ratio)


@dataclass(frozen=True, slots=True)
class _Traits:
    kind: BlockKind
    level: int
    length: int
    numbers: frozenset[str]
    cells: int


def _traits(block: ParsedBlock) -> _Traits:
    # A file counts its notes by itself, so their numbers say nothing.
    words = block_text(NOTE_REFERENCE.sub("", block.html))
    return _Traits(
        kind=block.kind,
        level=block.level,
        length=len(words.strip()),
        # `int` reads the digits of every script, so ١٢ is 12.
        numbers=frozenset(str(int(digits)) for digits in _DIGITS.findall(words)),
        cells=len(cells_of(block.html)) if block.kind is BlockKind.TABLE_ROW else 0,
    )


def _ratio(source: Sequence[ParsedBlock], translation: Sequence[ParsedBlock]) -> float:
    """Return how many characters the translation has for each of the source, over the whole."""
    lengths = (
        sum(len(block.text) for block in source),
        sum(len(block.text) for block in translation),
    )
    return lengths[1] / lengths[0] if all(lengths) else 1.0


def _cost(source: _Traits, translation: _Traits, ratio: float) -> float:
    """Return minus the logarithm of how likely one translates the other, up to a constant."""
    if source.kind is not translation.kind:
        return math.inf
    expected = source.length * ratio
    spread = math.sqrt(max(1.0, expected) * VARIANCE)
    deviation = (translation.length - expected) / spread
    cost = min(LENGTH_LIMIT, deviation * deviation / 2)
    if source.level != translation.level:
        cost += OTHER_LEVEL
    if source.cells != translation.cells:
        cost += OTHER_CELLS
    if source.numbers or translation.numbers:
        shared = len(source.numbers & translation.numbers)
        every = len(source.numbers | translation.numbers)
        cost += SAME_NUMBERS if shared == every else OTHER_NUMBERS * (1 - shared / every)
    return cost


def _read_back(
    steps: Sequence[bytearray],
    starts: Sequence[int],
    said: Sequence[_Traits],
    told: Sequence[_Traits],
    ratio: float,
) -> list[Pair]:
    row, column = len(said), len(told)
    pairs: list[Pair] = []
    while row or column:
        step = steps[row][column - starts[row]]
        if step == 1:
            row -= 1
            pairs.append(Pair(row, None))
        elif step == 2:
            column -= 1
            pairs.append(Pair(None, column))
        else:
            row, column = row - 1, column - 1
            likely = _cost(said[row], told[column], ratio) < SURE
            pairs.append(Pair(row, column, likely))
    return pairs[::-1]
