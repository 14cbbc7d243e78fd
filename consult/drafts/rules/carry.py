"""What becomes of an anchor when a new version is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from consult.drafts.rules.order import moved_keys
from consult.drafts.rules.place import CERTAIN, Outcome, place
from consult.drafts.rules.shingles import Shingles


@dataclass(frozen=True, slots=True)
class Edition:
    """A version as far as anchors need it: its keys in order, and texts by key and language."""

    source_language: str
    keys: Sequence[UUID]
    texts: Mapping[tuple[UUID, str], str]


@dataclass(frozen=True, slots=True)
class Mark:
    """An anchor's place in the version on which it was made: see the model `Anchor`."""

    block_key: UUID | None
    language: str
    start: int | None
    end: int | None
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Carried:
    """Where an anchor stands in the new version.

    Without `block_key` it is the whole chapter, or the block is gone (`removed`). Without
    offsets it is the whole block: because the anchor is, because its passage is gone from a
    block that stays, or because the new version has no text in its language. `score` is 0–1000.
    """

    outcome: Outcome
    block_key: UUID | None
    start: int | None = None
    end: int | None = None
    score: int = CERTAIN


@dataclass(frozen=True, slots=True)
class _Passage:
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Carrying:
    """Carries the anchors of one old version to the new one."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._old, self._new = old, new
        self._there = frozenset(new.keys)
        self._moved = moved_keys(old.keys, new.keys)

    def carry(self, mark: Mark) -> Carried:
        """Return exactly one outcome, which depends on the two texts alone.

        A block that stands elsewhere in the order counts as moved, its passages too.
        """
        key = mark.block_key
        if key is None:
            return Carried(Outcome.UNCHANGED, None)
        if key not in self._there:
            return Carried(Outcome.REMOVED, None, score=0)
        old_text = self._old.texts[key, mark.language]
        new_text = self._new.texts.get((key, mark.language))
        if mark.start is None or mark.end is None or new_text is None:
            return self._carry_block(key, mark.language if new_text is not None else None)
        passage = _Passage(mark.start, mark.end, mark.exact, mark.prefix, mark.suffix)
        placed = place(passage, old_text, new_text)
        outcome = placed.outcome
        if outcome is Outcome.UNCHANGED and key in self._moved:
            outcome = Outcome.MOVED
        return Carried(outcome, key, placed.start, placed.end, placed.score)

    def _carry_block(self, key: UUID, language: str | None) -> Carried:
        """Judge a whole block by its text, or by the source where the language is missing."""
        old_text = self._old.texts[key, language or self._old.source_language]
        new_text = self._new.texts[key, language or self._new.source_language]
        if old_text != new_text:
            likeness = Shingles(old_text).likeness(Shingles(new_text))
            return Carried(Outcome.CHANGED, key, score=likeness)
        moved = key in self._moved
        return Carried(Outcome.MOVED if moved else Outcome.UNCHANGED, key)
