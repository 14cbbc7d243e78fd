"""The passages of a chapter that a new version left in doubt, with the comments on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from consult.comments.models import Comment
from consult.comments.rules.paths import is_key
from consult.comments.rules.states import CommentState
from consult.core.errors import NotThere
from consult.drafts.models import Block, Chapter, PlacementDecision, Version
from consult.drafts.selectors import BlockRow, blocks_of
from consult.drafts.selectors.passages import Wording, wordings

PAGE_SIZE = 20
NEARBY = 6
"""Blocks shown on each side of where a passage stood, to choose from."""

MOST_FOUND = 40

_COLUMNS = ("path", "number", "state", "public_id", "anchor_id", "language", "html", "author_name")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A thread's first comment and its passage. What is not public says nothing but its number."""

    path: str
    number: str
    public_id: UUID | None
    language: str
    html: str
    author_name: str
    wording: Wording
    settled_by: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Doubts:
    """One page of the list; `following` is the key of the next one, or empty."""

    version: Version
    doubts: list[Doubt]
    waiting: int
    following: str


@dataclass(frozen=True, slots=True)
class Choosing:
    """One passage, and the blocks of today's text to choose from, with their numbers."""

    version: Version
    doubt: Doubt
    blocks: list[tuple[int, BlockRow]]

    @property
    def language(self) -> str:
        """Return the language that the blocks are shown in."""
        return self.blocks[0][1].language if self.blocks else self.version.source_language


def doubts_of(chapter: Chapter, *, settled: bool, after: str) -> Doubts:
    """Return passages that wait, or those settled in the version in force: eight queries at most.

    A page costs the same whatever the number of comments. Raises `NotThere` where nothing is
    published.
    """
    version = _current(chapter)
    rows = _settled(chapter, version) if settled else _waiting(chapter)
    if is_key(after):
        rows = rows.filter(path__gt=after)
    found = list(rows.order_by("path").values_list(*_COLUMNS)[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    doubts = _doubts(version, page)
    return Doubts(
        version=version,
        doubts=doubts,
        waiting=chapter.unsettled,
        following=page[-1][0] if len(found) > PAGE_SIZE else "",
    )


def choosing(chapter: Chapter, anchor_id: UUID, sought: str) -> Choosing:
    """Return a passage with the blocks that hold what is `sought`, or those near where it stood.

    Eight queries at most. Raises `NotThere` for an anchor of another chapter, one that nobody
    commented on, or one that was made on the version in force.
    """
    version = _current(chapter)
    rows = Comment.objects.filter(discussion__chapter=chapter, depth=0, anchor=anchor_id)
    doubts = _doubts(version, list(rows.values_list(*_COLUMNS)[:1]))
    if not doubts:
        raise NotThere()
    wording = doubts[0].wording
    blocks = list(enumerate(blocks_of(version, wording.then.language), start=1))
    if sought:
        words = sought.casefold()
        near = [(number, row) for number, row in blocks if words in row.text.casefold()]
    else:
        at = _position(chapter, wording)
        near = [(number, row) for number, row in blocks if abs(number - 1 - at) <= NEARBY]
    return Choosing(version=version, doubt=doubts[0], blocks=near[:MOST_FOUND])


def _current(chapter: Chapter) -> Version:
    if chapter.current is None:
        raise NotThere()
    return chapter.current


def _waiting(chapter: Chapter) -> QuerySet[Comment]:
    return Comment.objects.filter(discussion__chapter=chapter, depth=0, unsettled_at__isnull=False)


def _settled(chapter: Chapter, version: Version) -> QuerySet[Comment]:
    decided = PlacementDecision.objects.filter(version=version, anchor=OuterRef("anchor"))
    return Comment.objects.filter(
        Exists(decided), discussion__chapter=chapter, depth=0, unsettled_at__isnull=True
    )


def _doubts(version: Version, rows: Iterable[tuple[Any, ...]]) -> list[Doubt]:
    listed = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    anchors = [row["anchor_id"] for row in listed]
    found = wordings(version, anchors)
    decisions = PlacementDecision.objects.filter(version=version, anchor__in=anchors)
    by = {
        decision.anchor_id: decision
        for decision in decisions.select_related("decided_by").order_by("number")
    }
    return [
        _doubt(row, found[row["anchor_id"]], by.get(row["anchor_id"]))
        for row in listed
        if row["anchor_id"] in found
    ]


def _doubt(row: dict[str, Any], wording: Wording, decision: PlacementDecision | None) -> Doubt:
    public = row["state"] == CommentState.PUBLISHED
    holds = decision is not None and bool(wording.verdict)
    return Doubt(
        path=row["path"],
        number=row["number"],
        public_id=row["public_id"] if public else None,
        language=row["language"],
        html=row["html"] if public else "",
        author_name=row["author_name"] if public else "",
        wording=wording,
        settled_by=decision.decided_by.name if decision and holds and decision.decided_by else "",
        settled_at=decision.decided_at if decision and holds else None,
    )


def _position(chapter: Chapter, wording: Wording) -> int:
    """Return where the passage's block stands now, or stood when the comment was made."""
    here = Q(version=chapter.current, key=wording.block_key)
    there = Q(version__number=wording.made_on, key=wording.was_in)
    blocks = Block.objects.filter(here | there, version__chapter=chapter)
    newest = blocks.order_by("-version__number").values_list("position", flat=True).first()
    return newest or 0
