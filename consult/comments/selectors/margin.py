"""The published comments of a chapter with their places in one version, for its margin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q

from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.drafts.models import Version
from consult.drafts.rules.place import Outcome


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A published comment and where it stands in the version.

    Without `block_key` it is about the chapter, or its passage is gone (`removed`); without
    offsets, about the whole block. Offsets count code points of the text in `language`. `old`
    and `new` are its suggested wording.
    """

    number: str
    path: str
    author_name: str
    organisation_name: str
    posted_at: datetime
    body: str
    old: str
    new: str
    removed: bool
    block_key: UUID | None
    start: int | None
    end: int | None
    exact: str
    language: str


_COLUMNS = (
    "number", "path", "author_name", "organisation_name", "posted_at", "body",
    "suggestion__old", "suggestion__new", "anchor__version_id", "anchor__block_key",
    "anchor__start", "anchor__end", "anchor__exact", "anchor__language",
    "placed__outcome", "placed__block_key", "placed__start", "placed__end",
)  # fmt: skip


def margin_of(version: Version) -> list[MarginNote]:
    """Return what the margin of a version holds, in reading order, in one query.

    Comments made on later versions are left out, since they are about words of those; a reply
    comes with what it replies to, wherever that stands. Nothing that waits for a moderator, was
    refused, or is hidden for safety is ever among it.
    """
    rows = (
        Comment.objects.filter(
            discussion__chapter_id=version.chapter_id,
            state=CommentState.PUBLISHED,
            anchor__version__number__lte=version.number,
        )
        .exclude(hidden_until__gt=datetime.now(UTC))
        .annotate(
            placed=FilteredRelation(
                "anchor__placements", condition=Q(anchor__placements__version=version)
            )
        )
        .order_by("path")
        .values(*_COLUMNS)
    )
    return [_note(version.pk, row) for row in rows]


def _note(version_id: UUID, row: dict[str, Any]) -> MarginNote:
    carried = row["anchor__version_id"] != version_id and row["anchor__block_key"] is not None
    place = "placed" if carried else "anchor"
    return MarginNote(
        number=row["number"],
        path=row["path"],
        author_name=row["author_name"],
        organisation_name=row["organisation_name"],
        posted_at=row["posted_at"],
        body=row["body"],
        old=row["suggestion__old"] or "",
        new=row["suggestion__new"] or "",
        removed=carried and row["placed__outcome"] in {None, Outcome.REMOVED},
        block_key=row[f"{place}__block_key"],
        start=row[f"{place}__start"],
        end=row[f"{place}__end"],
        exact=row["anchor__exact"],
        language=row["anchor__language"],
    )
