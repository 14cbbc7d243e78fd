"""What one text of a campaign says beyond the one that stands for all, and what turns its sense."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import LCSseq

from consult.core.words import fold, fold_word, is_unspaced
from moderation.rules.campaigns.outline import outline

_END = re.compile(r"(?<=[.!?…؟۔։।])\s+|(?<=[。！？])|\n+")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f])*")

REPEATED: Final = 0.5
"""Of a sentence's words so many stand in one sentence of the other text in the same order: it is
that sentence with small changes, and adds nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `turns` where it is a word that turns the sense."""

    text: str
    turns: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A word that turns the sense and that a text has more or less often than the exemplar."""

    word: str
    added: bool


@dataclass(frozen=True, slots=True)
class TurningWords:
    """The words of one language that turn the sense, folded as `fold_word` does.

    Each of `negations` does so alone; of `opposites` one does where it takes the other's place.
    """

    negations: tuple[str, ...] = ()
    opposites: tuple[tuple[str, str], ...] = ()

    @property
    def every(self) -> frozenset[str]:
        """Return all of them, for a page to mark."""
        return frozenset(self.negations).union(*self.opposites)


def sentences(text: str) -> list[str]:
    """Return a text's sentences and lines, none of them without a word."""
    parts = (part.strip() for part in _END.split(text))
    return [part for part in parts if _WORD.search(part)]


def added(exemplar: str, text: str) -> list[str]:
    """Return the sentences of a text that the exemplar does not have, in their order, as typed."""
    known = [outline(fold(sentence)) for sentence in sentences(exemplar)]
    return [
        sentence for sentence in sentences(text) if not _is_repeated(outline(fold(sentence)), known)
    ]


def turned(exemplar: str, text: str, words: TurningWords) -> list[Turn]:
    """Return the turning words that one of two texts has oftener than the other.

    A warning and no finding: what follows from it a person says, who reads both.
    """
    wanted = words.every
    before, now = _counted(exemplar, wanted), _counted(text, wanted)
    gained = {word: now[word] - before[word] for word in wanted}
    found = {word: gained[word] > 0 for word in words.negations if gained[word]}
    for pair in words.opposites:
        one, other = (gained[word] for word in pair)
        if one * other < 0:
            found |= {word: gained[word] > 0 for word in pair}
    return [Turn(word, found[word]) for word in sorted(found)]


def highlighted(text: str, words: TurningWords) -> list[Piece]:
    """Return a text in pieces, its turning words apart; together they are the text."""
    pieces: list[Piece] = []
    at = 0
    for start, end in _places(text, words.every):
        if start < at:
            continue
        pieces += [Piece(text[at:start], turns=False), Piece(text[start:end], turns=True)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:], turns=False)) if piece.text]


def _is_repeated(sentence: str, known: Sequence[str]) -> bool:
    needed = REPEATED * len(sentence)
    return any(LCSseq.similarity(sentence, other) >= needed for other in known)


def _counted(text: str, wanted: Iterable[str]) -> Counter[str]:
    folded = fold_word(text)
    spaced = Counter(_WORD.findall(folded))
    return Counter(
        {word: folded.count(word) if is_unspaced(word) else spaced[word] for word in wanted}
    )


def _places(text: str, wanted: Iterable[str]) -> list[tuple[int, int]]:
    listed = frozenset(wanted)
    found = [match.span() for match in _WORD.finditer(text) if fold_word(match.group()) in listed]
    for word in filter(is_unspaced, listed):
        found += [match.span() for match in re.finditer(re.escape(word), text)]
    return sorted(found, key=lambda span: (span[0], -span[1]))
