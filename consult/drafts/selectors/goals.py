"""The Goals and targets, and what of a chapter is about which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from consult.core.errors import NotThere
from consult.drafts.models import Chapter, Tag
from consult.drafts.rules.blocks import BlockKind
from consult.drafts.rules.goals import Aim, in_order, read_aims
from consult.drafts.selectors.text import blocks_of

NAMES = Path(__file__).resolve().parents[1] / "goals" / "names.tsv"


@cache
def aims() -> Mapping[str, Aim]:
    """Return all Goals and targets in order, by code; read once from the project's own table."""
    with NAMES.open(encoding="utf-8") as lines:
        return read_aims(lines)


def tags_of(chapter: Chapter) -> dict[UUID | None, list[Aim]]:
    """Return the aims by block key, None for the whole chapter, in one query."""
    found: dict[UUID | None, list[str]] = defaultdict(list)
    for key, code in Tag.objects.filter(chapter=chapter).values_list("block_key", "code"):
        found[key].append(code)
    known = aims()
    return {
        key: [known[code] for code in sorted(codes, key=in_order)] for key, codes in found.items()
    }


@dataclass(frozen=True, slots=True)
class TaggedBlock:
    """A block of the version in force in the source language, and the aims it is tagged with."""

    number: int
    key: UUID
    kind: BlockKind
    text: str
    aims: list[Aim]

    @property
    def name(self) -> str:
        """Return the key as a form's field carries it."""
        return str(self.key)


def chapter_in_force(review_slug: str, chapter_slug: str) -> Chapter:
    """Return a chapter with its review and version in force; raises `NotThere` without one."""
    found = (
        Chapter.objects.select_related("review", "current")
        .filter(review__slug=review_slug, slug=chapter_slug, current__isnull=False)
        .first()
    )
    if found is None:
        raise NotThere()
    return found


def tagged_blocks(chapter: Chapter) -> tuple[list[Aim], list[TaggedBlock]]:
    """Return the aims of the chapter as a whole, and its blocks with theirs, in three queries."""
    tags = tags_of(chapter)
    version = chapter.current
    rows = blocks_of(version, version.source_language) if version else []
    return tags.get(None, []), [
        TaggedBlock(number, row.key, row.kind, row.text, tags.get(row.key, []))
        for number, row in enumerate(rows, start=1)
    ]
