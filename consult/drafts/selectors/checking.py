"""A draft as an editor checks it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from consult.core.errors import NotThere
from consult.drafts.models import Chapter, Draft, DraftChange
from consult.drafts.rules.accessibility import Finding, FindingKind, findings_in
from consult.drafts.rules.blocks import BlockKind, Dropped, DroppedKind, ParsedBlock
from consult.drafts.rules.editing.acts import can_merge
from consult.drafts.rules.stored import restore_dropped
from consult.drafts.rules.tally import Tally, tally
from consult.drafts.rules.translating import Publishes
from consult.drafts.selectors.changes import changes_of, redoable, removals, text_of, undoable
from consult.drafts.selectors.text import texts_of
from consult.drafts.selectors.translations import choices_of

PAGE_SIZE = 100
LATEST = 10
MOST_REMOVED = 50


@dataclass(frozen=True, slots=True)
class CheckedBlock:
    """A recognised block, its number counted from 1, and what is to be known of it.

    `dropped` is what was left out in or before it.
    """

    number: int
    block: ParsedBlock
    dropped: list[Dropped]
    findings: list[Finding]
    can_merge: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Something to look at in a list: left out by the import, or found in the text."""

    number: int | None
    kind: DroppedKind | FindingKind
    detail: str

    @property
    def page(self) -> int:
        """The page of the draft on which its block stands."""
        return page_of(self.number or 1)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the draft, for the contents."""

    number: int
    block: ParsedBlock

    @property
    def page(self) -> int:
        """The page of the draft on which it stands."""
        return page_of(self.number)


@dataclass(frozen=True, slots=True)
class Checking:
    """Everything that an import recognised, and everything that it left out."""

    draft: Draft
    blocks: list[CheckedBlock]
    headings: list[Heading]
    told: list[Told]
    dropped_at_end: list[Dropped]
    kinds: dict[BlockKind, int]
    left_out: list[str]

    @property
    def dropped_count(self) -> int:
        """Return how many things were left out or changed."""
        return len(self.draft.dropped)

    @property
    def found_count(self) -> int:
        """Return how many things in the text keep some people from reading it."""
        return len(self.told) - len(self.draft.dropped)

    @property
    def told_kinds(self) -> dict[DroppedKind | FindingKind, int]:
        """Return how often each kind of thing to look at occurs, findings first."""
        counts = Counter(entry.kind for entry in self.told)
        kinds: list[DroppedKind | FindingKind] = [*FindingKind, *DroppedKind]
        return {kind: counts[kind] for kind in kinds if counts[kind]}

    @property
    def can_be_published(self) -> bool:
        """Say whether the draft still waits to be checked."""
        return self.draft.state == Draft.State.CHECKING


@dataclass(frozen=True, slots=True)
class History:
    """What was done to a draft, the latest first, and what can be undone, redone and restored."""

    latest: list[DraftChange]
    undo: DraftChange | None
    redo: DraftChange | None
    removed: list[DraftChange]


def page_of(number: int) -> int:
    """Return the page on which the block with this number stands, counted from 1."""
    return (number - 1) // PAGE_SIZE + 1


def draft_called(draft_id: UUID) -> Draft:
    """Return a draft with its chapter and review, in one query; raises `NotThere`."""
    try:
        return Draft.objects.select_related("chapter__review", "chapter__current").get(pk=draft_id)
    except Draft.DoesNotExist:
        raise NotThere() from None


def checking_of(draft: Draft) -> Checking:
    """Return what an editor checks, in two queries at most whatever the draft's size."""
    dropped: dict[int | None, list[Dropped]] = defaultdict(list)
    for stored in draft.dropped:
        entry = restore_dropped(stored)
        dropped[entry.block].append(entry)
    blocks = text_of(draft).blocks
    found = findings_in(blocks)
    at_block: dict[int, list[Finding]] = defaultdict(list)
    for finding in found:
        at_block[finding.number].append(finding)
    checked = [
        CheckedBlock(
            number,
            block,
            dropped.get(number - 1, []),
            at_block.get(number, []),
            can_merge=can_merge(blocks, number - 1),
            is_last=number == len(blocks),
        )
        for number, block in enumerate(blocks, start=1)
    ]
    chapter = draft.chapter
    counts = Counter(block.kind for block in blocks)
    return Checking(
        draft=draft,
        blocks=checked,
        headings=[
            Heading(one.number, one.block) for one in checked if one.block.kind is BlockKind.HEADING
        ],
        told=_told(found, dropped),
        dropped_at_end=dropped.get(None, []),
        kinds={kind: counts[kind] for kind in BlockKind if counts[kind]},
        left_out=languages_left_out(chapter) if draft.language == chapter.source_language else [],
    )


def _told(found: Sequence[Finding], dropped: dict[int | None, list[Dropped]]) -> list[Told]:
    told = [Told(finding.number, finding.kind, finding.detail) for finding in found]
    for index, entries in dropped.items():
        number = None if index is None else index + 1
        told += (Told(number, entry.what, entry.detail) for entry in entries)
    return sorted(told, key=lambda entry: (entry.number is None, entry.number or 0))


def history_of(draft: Draft) -> History:
    """Return the latest of a draft's history, in five queries."""
    return History(
        latest=list(changes_of(draft)[:LATEST]),
        undo=undoable(draft),
        redo=redoable(draft),
        removed=list(removals(draft)[:MOST_REMOVED]),
    )


def tally_of(draft: Draft) -> Tally | None:
    """Return how the draft differs from the version in force, in two queries.

    None where that version has no text in the draft's language.
    """
    current = draft.chapter.current
    if current is None:
        return None
    _keys, texts = texts_of(current)
    old = texts.get(draft.language)
    return tally(old, text_of(draft).blocks) if old else None


def languages_left_out(chapter: Chapter) -> list[str]:
    """Return the published languages that a new source text would leave out, in four queries.

    They have no draft in checking, the source language has one, and no editor wants their block
    translations published. Empty where nothing is published yet or no new source text waits.
    """
    if chapter.current is None:
        return []
    waiting = set(
        chapter.drafts.filter(state=Draft.State.CHECKING).values_list("language", flat=True)
    )
    if chapter.source_language not in waiting:
        return []
    published = chapter.current.renderings.values_list("language", flat=True)
    wanted = {
        language
        for language, publishes in choices_of(chapter).items()
        if publishes is not Publishes.NOTHING
    }
    return sorted(set(published) - waiting - wanted)
