"""A text as the order of its words, and how much of it two texts share."""

from __future__ import annotations

import zlib
from functools import cache
from math import ceil
from typing import Final

from rapidfuzz.distance import LCSseq

from consult.core.words import holds_unspaced, unit

_FIRST, _SPAN = 0x10000, 0x100000
"""Every word becomes one character of the planes above the first: a comparison of texts by words is
then one of strings, which the library does in microseconds. Of a million characters two of a
hundred words share one by chance in one text of two hundred."""

SHARED: Final = 0.5
"""Of the shorter text's words so many stand in the other in the same order. Where both senders
changed a fifth of the words, 0.8 × 0.8 = 0.64 is left. Texts on one subject that were written apart
share 0.1 to 0.3, and up to half where they are short and begin and end with the same courtesies."""

SHARED_OF_LONGER: Final = 0.3
"""A text may grow to three times its length by what a sender adds. Without this bound, one stock
phrase sent alone would join all texts in which it stands."""

FEW: Final = 8
"""Up to so many words a text is joined only with one that shares `NEARLY_ALL` of both: of a few
words, many are shared by chance, and each changes the sense."""

NEARLY_ALL: Final = 0.85

ENOUGH: Final = 60
"""From so many words on `SHARED` is enough; in between, what is needed falls evenly."""


def outline(folded: str) -> str:
    """Return one character for each word, the same for words that differ in case or accents.

    Takes the text as `consult.core.words.fold` folds it. In scripts without spaces it is one for
    each character, since a changed character changes two of the pairs that folding makes of them.
    The same on every machine, so it can be stored.
    """
    words = folded.split()
    units = map(unit, words) if holds_unspaced(folded) else words
    return "".join([chr(_FIRST + zlib.crc32(each.encode()) % _SPAN) for each in units])


def alike(one: str, other: str) -> bool:
    """Say whether two outlines are of the same text with small changes. Symmetric."""
    shorter, longer = len(one), len(other)
    if shorter > longer:
        shorter, longer = longer, shorter
    if not shorter:
        return False
    of_shorter, of_longer = _needed(min(shorter, ENOUGH))
    needed = ceil(max(of_shorter * shorter, of_longer * longer))
    if needed > shorter:
        return False
    return bool(LCSseq.similarity(one, other, score_cutoff=needed) >= needed)


@cache
def _needed(words: int) -> tuple[float, float]:
    """Return the shares of the shorter and of the longer text, for so many words of the shorter."""
    return _between(words, NEARLY_ALL, SHARED), _between(words, NEARLY_ALL, SHARED_OF_LONGER)


def _between(words: int, few: float, enough: float) -> float:
    if words <= FEW:
        return few
    if words >= ENOUGH:
        return enough
    return few - (few - enough) * (words - FEW) / (ENOUGH - FEW)
