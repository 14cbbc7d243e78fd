"""The state of a block's translation, and which acts each state allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from consult.drafts.rules.blocks import ParsedBlock, fingerprint


class Stored(StrEnum):
    """What is known of a translation by itself: who made it and whether a person went over it."""

    DRAFT = "draft"
    MACHINE = "machine"
    REVIEWED = "reviewed"


class State(StrEnum):
    """What a translation is beside the source as it now reads.

    `MISSING`: there is none. `STALE`: it translates an earlier wording of the source. The others
    are `Stored`, for a translation of the present wording.
    """

    MISSING = "missing"
    STALE = "stale"
    MACHINE = "machine"
    DRAFT = "draft"
    REVIEWED = "reviewed"


class Act(StrEnum):
    """What is done to a translation; `PUBLISH` is that of a whole text an editor has checked."""

    WRITE = "write"
    IMPORT = "import"
    SUGGEST = "suggest"
    REVIEW = "review"
    PUBLISH = "publish"


MOVES: Final[dict[State, dict[Act, Stored]]] = {
    State.MISSING: {
        Act.WRITE: Stored.DRAFT,
        Act.IMPORT: Stored.DRAFT,
        Act.SUGGEST: Stored.MACHINE,
        Act.PUBLISH: Stored.REVIEWED,
    },
    State.MACHINE: {
        Act.WRITE: Stored.DRAFT,
        Act.IMPORT: Stored.DRAFT,
        Act.REVIEW: Stored.REVIEWED,
        Act.PUBLISH: Stored.REVIEWED,
    },
    State.DRAFT: {
        Act.WRITE: Stored.DRAFT,
        Act.IMPORT: Stored.DRAFT,
        Act.REVIEW: Stored.REVIEWED,
        Act.PUBLISH: Stored.REVIEWED,
    },
    State.STALE: {
        Act.WRITE: Stored.DRAFT,
        Act.IMPORT: Stored.DRAFT,
        Act.REVIEW: Stored.REVIEWED,
        Act.PUBLISH: Stored.REVIEWED,
    },
    State.REVIEWED: {
        Act.WRITE: Stored.DRAFT,
        Act.IMPORT: Stored.DRAFT,
        Act.PUBLISH: Stored.REVIEWED,
    },
}
"""Legal moves. A machine fills gaps only and never replaces what a person wrote. To review a stale
translation is to say that it is right for the new wording too."""


class Publishes(StrEnum):
    """What of a language goes into the next version: an editor's choice for each chapter."""

    NOTHING = "nothing"
    REVIEWED = "reviewed"
    DRAFTS = "drafts"
    MACHINE = "machine"


ALLOWED: Final[dict[Publishes, frozenset[State]]] = {
    Publishes.NOTHING: frozenset(),
    Publishes.REVIEWED: frozenset({State.REVIEWED}),
    Publishes.DRAFTS: frozenset({State.REVIEWED, State.DRAFT}),
    Publishes.MACHINE: frozenset({State.REVIEWED, State.DRAFT, State.MACHINE}),
}
"""A stale translation is in none: it would be read as if it said the new text."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A block's translation, with the source's markup as it was when the translation was made.

    Without markup of its own it was emptied on purpose, and counts as missing.
    """

    html: str
    stored: Stored
    source_html: str


def state_of(source: ParsedBlock, translation: Translation | None) -> State:
    """Return the state of a translation beside the source's present wording."""
    if translation is None or not translation.html:
        return State.MISSING
    now = fingerprint(source.kind, source.html)
    if fingerprint(source.kind, translation.source_html) != now:
        return State.STALE
    return State(translation.stored)


def needs_translation(source: ParsedBlock) -> bool:
    """Say whether a block has any words to translate; a picture without a description has none."""
    return any(character.isalnum() for character in source.text)


class Share(NamedTuple):
    """How many blocks, and how many words of the source in them."""

    blocks: int
    words: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a language is, in blocks and in words of the source."""

    by_state: dict[State, Share]

    @property
    def total(self) -> Share:
        """Return what there is to translate."""
        shares = self.by_state.values()
        return Share(sum(share.blocks for share in shares), sum(share.words for share in shares))

    @property
    def per_cent(self) -> int:
        """Return the share of words whose translation is reviewed, rounded down, 100 of nothing."""
        total = self.total.words
        return 100 * self.by_state[State.REVIEWED].words // total if total else 100


def progress(rows: Iterable[tuple[ParsedBlock, State]]) -> Progress:
    """Count blocks and words by state; blocks without words do not count.

    A word is what stands between white space, so languages written without spaces count by block.
    """
    blocks = dict.fromkeys(State, 0)
    words = dict.fromkeys(State, 0)
    for source, state in rows:
        if needs_translation(source):
            blocks[state] += 1
            words[state] += len(source.text.split())
    return Progress({state: Share(blocks[state], words[state]) for state in State})
