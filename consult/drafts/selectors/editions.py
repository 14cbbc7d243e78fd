"""What carrying anchors over needs to know of a version and of the anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from consult.drafts.models import Anchor, Block, BlockText, Placement, PlacementDecision, Version
from consult.drafts.rules.carry import Edition, Mark
from consult.drafts.rules.place import Outcome
from consult.drafts.rules.settling import standing

# Databases bound the parameters of one query.
_AT_ONCE = 500
_MARK = ("block_key", "language", "start", "end", "exact", "prefix", "suffix")


@dataclass(frozen=True, slots=True)
class StandingDecision:
    """Where an editor says that an anchor stands, in a version of which `number` is the last."""

    pk: int
    version_id: UUID
    version_number: int
    number: int
    verdict: str
    outcome: str
    block_key: UUID | None
    language: str
    start: int | None
    end: int | None


_DECISION = (
    "pk", "version_id", "version__number", "number", "verdict", "outcome", "block_key", "language",
    "start", "end",
)  # fmt: skip


def edition_of(version: Version) -> Edition:
    """Return a published version as carrying needs it, in two queries."""
    blocks = Block.objects.filter(version=version).order_by("position")
    keys = dict(blocks.values_list("pk", "key"))
    texts = BlockText.objects.filter(block__version=version)
    return Edition(
        source_language=version.source_language,
        keys=list(keys.values()),
        texts={
            (keys[block_id], language): text
            for block_id, language, text in texts.values_list("block_id", "language", "text")
        },
    )


def anchor_ids(chapter_id: UUID) -> list[UUID]:
    """Return every anchor on any version of a chapter, in one query."""
    return list(Anchor.objects.filter(version__chapter_id=chapter_id).values_list("pk", flat=True))


def marks_of(
    chapter_id: UUID, only: Iterable[UUID] | None = None
) -> Iterator[tuple[UUID, UUID, Mark]]:
    """Yield each anchor of a chapter, the version it was made on, and what it marks.

    One query, or one for each 500 anchors where it is to be `only` these.
    """
    anchors = Anchor.objects.filter(version__chapter_id=chapter_id)
    chosen = None if only is None else list(only)
    parts = (
        [anchors]
        if chosen is None
        else [
            anchors.filter(pk__in=chosen[first : first + _AT_ONCE])
            for first in range(0, len(chosen), _AT_ONCE)
        ]
    )
    for part in parts:
        for pk, version_id, *mark in part.values_list("pk", "version_id", *_MARK):
            yield pk, version_id, Mark(*mark)


def outcomes_in(version_id: UUID) -> dict[UUID, Outcome]:
    """Return what became of each anchor that was carried to a version, in one query."""
    rows = Placement.objects.filter(version=version_id).values_list("anchor_id", "outcome")
    return {anchor_id: Outcome(outcome) for anchor_id, outcome in rows}


def standing_decisions(chapter_id: UUID) -> dict[UUID, StandingDecision]:
    """Return the decision that holds for each anchor of a chapter that has one, in one query."""
    made: dict[UUID, list[StandingDecision]] = defaultdict(list)
    rows = PlacementDecision.objects.filter(version__chapter_id=chapter_id)
    for anchor_id, *values in rows.values_list("anchor_id", *_DECISION):
        made[anchor_id].append(StandingDecision(*values))
    held = {anchor_id: standing(decisions) for anchor_id, decisions in made.items()}
    return {anchor_id: decision for anchor_id, decision in held.items() if decision}
