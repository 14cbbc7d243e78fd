"""A draft as an editor checks it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from consult.core.errors import NotThere
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.blocks import BlockKind, Dropped, ParsedBlock
from consult.drafts.rules.stored import restore_block, restore_dropped
from consult.drafts.rules.translating import Publishes
from consult.drafts.selectors.translations import choices_of


@dataclass(frozen=True, slots=True)
class CheckedBlock:
    """A recognised block, its number counted from 1, and what was dropped in or before it."""

    number: int
    block: ParsedBlock
    dropped: list[Dropped]


@dataclass(frozen=True, slots=True)
class Checking:
    """Everything that an import recognised, and everything that it left out."""

    draft: Draft
    blocks: list[CheckedBlock]
    dropped_at_end: list[Dropped]
    kinds: dict[BlockKind, int]
    left_out: list[str]

    @property
    def dropped_count(self) -> int:
        """Return how many things were left out or changed."""
        return len(self.draft.dropped)

    @property
    def can_be_published(self) -> bool:
        """Say whether the draft still waits to be checked."""
        return self.draft.state == Draft.State.CHECKING


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
    blocks = [
        CheckedBlock(number, restore_block(stored), dropped.get(number - 1, []))
        for number, stored in enumerate(draft.blocks, start=1)
    ]
    chapter = draft.chapter
    counts = Counter(checked.block.kind for checked in blocks)
    return Checking(
        draft=draft,
        blocks=blocks,
        dropped_at_end=dropped.get(None, []),
        kinds={kind: counts[kind] for kind in BlockKind if counts[kind]},
        left_out=languages_left_out(chapter) if draft.language == chapter.source_language else [],
    )


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
