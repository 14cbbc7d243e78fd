"""What an amendment changes and what became of it, as pages and actions need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from consult.council.models import Amendment, Motion
from consult.council.rules.amending import amended
from consult.council.rules.motion import DECIDED, Kind
from consult.council.rules.outcome import Status
from consult.drafts.models import Chapter, Rendering
from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.comparison import Row, compare
from consult.drafts.rules.stored import restore_block
from consult.drafts.rules.words import Change, ChangeKind
from consult.drafts.selectors import rendering_document
from consult.reviews.models import Review

# What has no words of its own that a form could ask for.
_NOT_AMENDED = frozenset({BlockKind.FIGURE})


def texts_to_amend(review: Review) -> QuerySet[Rendering]:
    """Return the texts that an amendment can change: the current ones, in order."""
    return (
        Rendering.objects.filter(
            version__chapter__review=review, version__chapter__current=F("version")
        )
        .select_related("version__chapter")
        .order_by("version__chapter__position", "language")
    )


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a text: its key, its number from 1, and what it says in which language."""

    key: str
    number: int
    kind: BlockKind
    level: int
    attrs: Mapping[str, Any]
    html: str
    text: str
    language: str

    @property
    def block(self) -> ParsedBlock:
        """Return the passage as the editing rules know it."""
        return ParsedBlock(self.kind, self.level, self.html, self.text, self.attrs)


def passages_of(document: Mapping[str, Any]) -> list[Passage]:
    """Return the passages of a rendering document in their order."""
    return [
        Passage(
            stored["key"],
            number,
            block.kind,
            block.level,
            block.attrs,
            block.html,
            block.text,
            stored.get("language", document["language"]),
        )
        for number, stored in enumerate(document["blocks"], start=1)
        for block in [restore_block(stored)]
    ]


def passages_to_amend(rendering: Rendering) -> list[Passage]:
    """Return the passages of a text whose words can be changed, in two queries."""
    found = passages_of(rendering_document(rendering))
    return [passage for passage in found if passage.kind not in _NOT_AMENDED]


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """One passage that an amendment changes, word by word.

    `number` and `key` are those of the text voted on, None and "" for a passage that is added.
    """

    row: Row[Passage]

    @property
    def words(self) -> Sequence[Change]:
        """Return the runs of words; of a passage whose marks alone change, both wordings."""
        row = self.row
        if row.words or row.old is None or row.new is None:
            return row.words
        return [Change(ChangeKind.REMOVED, row.old.text), Change(ChangeKind.ADDED, row.new.text)]

    @property
    def language(self) -> str:
        """Return the language of the words."""
        passage = self.row.new or self.row.old
        return passage.language if passage else ""


@dataclass(frozen=True, slots=True)
class AmendmentShown:
    """An amendment with its text, its carrying out and its changes loaded."""

    amendment: Amendment
    changes: list[ChangedPassage]

    @property
    def carried_out(self) -> Any:
        """Return where it was carried out, or None."""
        return getattr(self.amendment, "carrying_out", None)


def amendment_shown(motion: Motion) -> AmendmentShown | None:
    """Return the amendment of a motion that was put, or None of another; in three queries."""
    if motion.kind != Kind.AMENDMENT:
        return None
    amendment = Amendment.objects.select_related(
        "rendering__version__chapter__review", "carrying_out__version"
    ).get(motion=motion)
    old = rendering_document(amendment.rendering)
    rows = compare(passages_of(old), passages_of(amended(old, amendment.operations)))
    return AmendmentShown(amendment, [ChangedPassage(row) for row in rows if row.is_change])


def to_carry_out(chapter: Chapter) -> QuerySet[Amendment]:
    """Return the adopted amendments of a chapter that no version holds yet, oldest first."""
    return (
        Amendment.objects.filter(
            rendering__version__chapter=chapter,
            motion__state__in=sorted(DECIDED),
            motion__outcome__status=Status.ADOPTED,
            carrying_out__isnull=True,
        )
        .select_related("motion__review", "rendering__version__chapter")
        .order_by("motion__closed_at", "pk")
    )


def amendment_as_data(motion: Motion) -> dict[str, Any]:
    """Return what an amendment changes, and its place in an order, as a record holds it."""
    amendment = Amendment.objects.select_related("rendering__version__chapter").get(motion=motion)
    place = getattr(motion, "rival", None)
    return {
        "chapter": amendment.rendering.version.chapter.slug,
        "version": amendment.rendering.version.number,
        "language": amendment.rendering.language,
        "sha256": amendment.rendering.sha256,
        "proposer": amendment.proposer,
        "operations": amendment.operations,
        "difference": amendment.difference,
        "difference_sha256": amendment.difference_sha256,
        "order": place
        and {"number": place.order.number, "place": place.place, "reason": place.order.reason},
    }
