"""What becomes of an anchor when a new version is published.

An anchor is always carried from the text it was made on, never from where it was thought to stand
in between, so that mistakes do not add up. `carry` takes the outcome in the version before as
`before`: a passage that was removed there stays removed, unless its words return verbatim with
all of their context, which is then stated as `Matched.RETURNED`. A passage that a person placed
by hand in a version between is carried from there: a `Mark` of that place, in a `Carrying` of
that version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from consult.drafts.rules.order import moved_keys
from consult.drafts.rules.passage import CONTEXT, Passage, PassageMismatch
from consult.drafts.rules.place import CERTAIN, Outcome, find
from consult.drafts.rules.shingles import Shingles
from consult.drafts.rules.trace import Tracing


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


class Matched(StrEnum):
    """By what a passage was found, or why not: the reason stated with each placement.

    same: its block has the same text; context: its words stand in its block, and what stands
    around them shows it; edited: the comparison of the two texts of its block; split: its words
    stand in another block that its block was divided into; merged: in one that its block went
    into; elsewhere: in another block; words: the words stand in several places and nothing tells
    which is meant; returned: it was removed before, and its words and context are back verbatim;
    language: the new version has no text in its language, so its block was judged; gone: nothing
    of it was found.
    """

    SAME = "same"
    CONTEXT = "context"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    ELSEWHERE = "elsewhere"
    WORDS = "words"
    RETURNED = "returned"
    LANGUAGE = "language"
    GONE = "gone"


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
    match: Matched = Matched.SAME


class _Language:
    """The texts of both versions in one language, and the traces of the old blocks."""

    def __init__(self, old: Edition, new: Edition, language: str) -> None:
        self.old_keys = [key for key in old.keys if (key, language) in old.texts]
        self.new_keys = [key for key in new.keys if (key, language) in new.texts]
        self.old_texts = [old.texts[key, language] for key in self.old_keys]
        self.new_texts = [new.texts[key, language] for key in self.new_keys]
        self.old_index = {key: index for index, key in enumerate(self.old_keys)}
        self.new_index = {key: index for index, key in enumerate(self.new_keys)}
        self.tracing = Tracing(
            self.old_texts,
            self.new_texts,
            {
                self.old_index[key]: at
                for key, at in self.new_index.items()
                if key in self.old_index
            },
        )


class Carrying:
    """Carries the anchors of one old version to the new one."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._old, self._new = old, new
        self._there = frozenset(new.keys)
        self._before = frozenset(old.keys)
        self._moved = moved_keys(old.keys, new.keys)
        self._languages: dict[str, _Language] = {}

    def carry(self, mark: Mark, *, before: Outcome | None = None) -> Carried:
        """Return exactly one outcome, which depends on the two texts and `before` alone.

        A block that stands elsewhere in the order counts as moved, its passages too. `before` is
        the outcome in the version between, where there was one.
        """
        key = mark.block_key
        if key is None:
            return Carried(Outcome.UNCHANGED, None)
        if before is Outcome.REMOVED:
            return self._returned(key, mark)
        new_text = self._new.texts.get((key, mark.language))
        judged = new_text is not None or key not in self._there
        if judged and mark.start is not None and mark.end is not None:
            return self._carry_passage(key, mark, mark.start, mark.end)
        if key in self._there:
            return self._carry_block(key, mark.language if new_text is not None else None)
        return self._follow_block(key, mark.language)

    def _carry_passage(self, key: UUID, mark: Mark, start: int, end: int) -> Carried:
        if self._old.texts[key, mark.language][start:end] != mark.exact or start >= end:
            raise PassageMismatch
        texts = self._texts(mark.language)
        index = texts.old_index[key]
        trace, heir = texts.tracing.of(index), texts.new_index.get(key)
        if trace is None:
            outcome = Outcome.MOVED if key in self._moved else Outcome.UNCHANGED
            return Carried(outcome, key, start, end)
        passage = Passage(start, end, mark.exact, mark.prefix, mark.suffix)
        placed = find(passage, trace, heir, texts.old_texts[index], texts.new_texts)
        if placed.block is None:
            stays = key if key in self._there else None
            return Carried(Outcome.REMOVED, stays, score=0, match=Matched.GONE)
        there = texts.new_keys[placed.block]
        outcome, match = placed.outcome, _REASONS[placed.outcome]
        if outcome is Outcome.UNCHANGED and there in self._moved:
            outcome = Outcome.MOVED
        if there != key and outcome is not Outcome.AMBIGUOUS:
            match = self._reason(key, there)
        return Carried(outcome, there, placed.start, placed.end, placed.score, match)

    def _texts(self, language: str) -> _Language:
        if language not in self._languages:
            self._languages[language] = _Language(self._old, self._new, language)
        return self._languages[language]

    def _reason(self, key: UUID, there: UUID) -> Matched:
        """Why words of one block stand in another."""
        if there not in self._before and key in self._there:
            return Matched.SPLIT
        if there in self._before and key not in self._there:
            return Matched.MERGED
        return Matched.ELSEWHERE

    def _carry_block(self, key: UUID, language: str | None) -> Carried:
        """Judge a whole block by its text, or by the source where the language is missing."""
        old_text = self._old.texts[key, language or self._old.source_language]
        new_text = self._new.texts[key, language or self._new.source_language]
        if old_text != new_text:
            likeness = Shingles(old_text).likeness(Shingles(new_text))
            reason = Matched.EDITED if language else Matched.LANGUAGE
            return Carried(Outcome.CHANGED, key, score=likeness, match=reason)
        outcome = Outcome.MOVED if key in self._moved else Outcome.UNCHANGED
        return Carried(outcome, key, match=Matched.SAME if language else Matched.LANGUAGE)

    def _follow_block(self, key: UUID, language: str) -> Carried:
        """Where most of a block that is gone went, as a whole block; removed where nowhere."""
        text = self._old.texts[key, language]
        passage = Mark(key, language, 0, len(text), text, "", "")
        if not text:
            return Carried(Outcome.REMOVED, None, score=0, match=Matched.GONE)
        found = self._carry_passage(key, passage, 0, len(text))
        return replace(found, start=None, end=None)

    def _returned(self, key: UUID, mark: Mark) -> Carried:
        """Find the whole block, or the words with all of their context, verbatim again.

        Context that was shorter than it is kept ended with its block, and has to do so again.
        """
        old_text = self._old.texts[key, mark.language]
        found: list[tuple[UUID, int]] = []
        for there in self._new.keys:
            text = self._new.texts.get((there, mark.language), "")
            if mark.start is None or mark.end is None:
                found += [(there, 0)] if text == old_text else []
            else:
                found += [(there, at) for at in verbatim(mark, text)]
        if not found:
            stays = key if key in self._there else None
            return Carried(Outcome.REMOVED, stays, score=0, match=Matched.GONE)
        there, at = next((place for place in found if place[0] == key), found[0])
        outcome = Outcome.MOVED if len(found) == 1 else Outcome.AMBIGUOUS
        if mark.start is None or mark.end is None:
            return Carried(outcome, there, score=CERTAIN // len(found), match=Matched.RETURNED)
        end = at + len(mark.exact)
        return Carried(outcome, there, at, end, CERTAIN // len(found), Matched.RETURNED)


_REASONS = {
    Outcome.UNCHANGED: Matched.CONTEXT,
    Outcome.MOVED: Matched.CONTEXT,
    Outcome.CHANGED: Matched.EDITED,
    Outcome.AMBIGUOUS: Matched.WORDS,
    Outcome.REMOVED: Matched.GONE,
}


def verbatim(mark: Mark, text: str) -> list[int]:
    """Where the words stand with all of the context that is kept of them."""
    quoted = mark.prefix + mark.exact + mark.suffix
    found: list[int] = []
    at = text.find(quoted)
    while at >= 0:
        begins = len(mark.prefix) == CONTEXT or at == 0
        ends = len(mark.suffix) == CONTEXT or at + len(quoted) == len(text)
        if begins and ends:
            found.append(at + len(mark.prefix))
        at = text.find(quoted, at + 1)
    return found
