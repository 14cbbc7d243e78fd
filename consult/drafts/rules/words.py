"""What changed between two wordings, in words, for people to read.

A word of a script that writes spaces is one unit, with its apostrophes, vowel signs and joiners;
so is a number with its separators. Where words are not told apart by spaces (Han, Kana, Thai, Lao,
Khmer, Burmese), a character with its signs is one. Each mark of punctuation is a unit, and so is
each run of white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from consult.drafts.rules.sequences import common_runs

# Scripts in which spaces do not part words: Thai, Lao, Burmese, Khmer, Kana, Han.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
# Signs that belong to the character before them and that Python counts to no word: accents set
# apart, Hebrew and Arabic vowel signs, those of Indic scripts, and the joiners inside words.
_SIGNS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903"
    r"\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u0a01-\u0a03"
    r"\u0a3c-\u0a4d\u0a70\u0a71\u0abc\u0abe-\u0acd\u0b01-\u0b03\u0b3c\u0b3e-\u0b57\u0b82"
    r"\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0cbc\u0cbe-\u0cd6\u0d00-\u0d03\u0d3e-\u0d4d"
    r"\u200c\u200d\ufe00-\ufe0f"
)
_UNSPACED_SIGNS = (
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059"
    r"\u17b4-\u17d3\u17dd\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
_LETTER = rf"(?:(?![{_UNSPACED}])[^\W\d_][{_SIGNS}]*)"
_TOKEN = re.compile(
    rf"\s+"
    rf"|[{_UNSPACED}][{_UNSPACED_SIGNS}]*"
    rf"|\d+(?:[.,\u066b\u066c]\d+)*{_LETTER}*"
    rf"|{_LETTER}(?:{_LETTER}|\d|['\u2019\u02bc](?={_LETTER}))*"
    rf"|.",
    re.DOTALL,
)
_WORD = re.compile(r"\w")


class ChangeKind(StrEnum):
    """What became of a run of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Change(NamedTuple):
    """A run of text and what became of it."""

    kind: ChangeKind
    text: str


def tokens_of(text: str) -> list[str]:
    """Return the units of a text; joined again they are the text."""
    return _TOKEN.findall(text)


def is_word(token: str) -> bool:
    """Say whether a unit is a word, number or character rather than space or punctuation."""
    return _WORD.search(token) is not None


def word_changes(old: str, new: str) -> list[Change]:
    """Return how `old` became `new`: runs that are kept, removed and added, in reading order.

    Kept and removed runs joined are `old`, kept and added ones `new`. Runs of one kind never
    follow each other, none is empty, and a removed run stands before the added one that replaces
    it. Spaces and single short words that stay between two changes count with these, since a
    sentence cut into crumbs cannot be read.
    """
    left, right = tokens_of(old), tokens_of(new)
    return list(_runs(_steps(left, right)))


def count_words(changes: Sequence[Change], kind: ChangeKind) -> int:
    """Count the words in the runs of one kind."""
    return sum(
        is_word(token)
        for change in changes
        if change.kind is kind
        for token in tokens_of(change.text)
    )


class _Step(NamedTuple):
    """Units removed and added at one place, and those kept after them."""

    removed: list[str]
    added: list[str]
    kept: list[str]


def _steps(old: Sequence[str], new: Sequence[str]) -> list[_Step]:
    steps: list[_Step] = []
    old_at = new_at = 0
    for run in [*common_runs(old, new), (len(old), len(new), 0)]:
        removed, added = list(old[old_at : run[0]]), list(new[new_at : run[1]])
        old_at, new_at = run[0] + run[2], run[1] + run[2]
        kept = list(old[run[0] : old_at])
        if steps and _is_crumb(steps[-1], removed, added):
            between = steps[-1].kept
            removed = [*steps[-1].removed, *between, *removed]
            added = [*steps[-1].added, *between, *added]
            steps.pop()
        steps.append(_Step(removed, added, kept))
    return steps


def _is_crumb(before: _Step, removed: Sequence[str], added: Sequence[str]) -> bool:
    """Say whether what is kept between two changes is too little to be shown as kept.

    Space and punctuation alone are, and so is one word between two places where several changed.
    """
    if not (before.removed or before.added) or not (removed or added):
        return False
    words = sum(map(is_word, before.kept))
    several = 2
    return words == 0 or (
        words == 1
        and max(sum(map(is_word, before.removed)), sum(map(is_word, before.added))) >= several
        and max(sum(map(is_word, removed)), sum(map(is_word, added))) >= several
    )


def _trimmed(step: _Step) -> _Step:
    """Return the step with what its two sides end in alike, such as a space, kept."""
    removed, added = step.removed, step.added
    size = 0
    while size < min(len(removed), len(added)) and removed[-1 - size] == added[-1 - size]:
        size += 1
    if not size:
        return step
    return _Step(removed[:-size], added[:-size], [*removed[-size:], *step.kept])


def _runs(steps: Sequence[_Step]) -> Iterator[Change]:
    for step in map(_trimmed, steps):
        if step.removed:
            yield Change(ChangeKind.REMOVED, "".join(step.removed))
        if step.added:
            yield Change(ChangeKind.ADDED, "".join(step.added))
        if step.kept:
            yield Change(ChangeKind.KEPT, "".join(step.kept))
