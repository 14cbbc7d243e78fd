"""The published text of a version, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count

from consult.drafts.models import Block, BlockText, Rendering, Version
from consult.drafts.rules.blocks import (
    NOTE_REFERENCE,
    AttrValue,
    BlockKind,
    ParsedBlock,
    block_text,
)
from consult.drafts.rules.canonical import RenderedBlock, rendering_object


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block as a reader sees it; `language` is the one that `html` and `text` are really in.

    `state` is "missing" where that is not the language asked for, and "machine" or "draft" where
    nobody has gone over the translation; else it is empty.
    """

    key: UUID
    position: int
    kind: BlockKind
    level: int
    attrs: Mapping[str, AttrValue]
    html: str
    text: str
    language: str
    state: str = ""


def blocks_of(version: Version, language: str) -> list[BlockRow]:
    """Return the version's blocks in order, in two queries whatever their number.

    A block that has no text in `language` comes in the version's source language, and its row
    says so.
    """
    wanted = {language, version.source_language}
    texts: dict[int, tuple[str, str, str, str]] = {}
    rows = BlockText.objects.filter(block__version=version, language__in=wanted)
    for block_id, shown, html, text, unreviewed in rows.values_list(
        "block_id", "language", "html", "text", "unreviewed__state"
    ):
        if shown == language or block_id not in texts:
            state = (unreviewed or "") if shown == language else "missing"
            texts[block_id] = (html, text, shown, state)
    blocks = Block.objects.filter(version=version).order_by("position")
    return [
        BlockRow(key, position, BlockKind(kind), level, attrs, *texts[pk])
        for pk, key, position, kind, level, attrs in blocks.values_list(
            "pk", "key", "position", "kind", "level", "attrs"
        )
    ]


def shares_of(version: Version) -> dict[str, int]:
    """Return for each language how many per cent of the blocks are really in it, in one query."""
    counts = dict(
        BlockText.objects.filter(block__version=version)
        .values_list("language")
        .annotate(blocks=Count("pk"))
    )
    whole = counts.get(version.source_language, 0)
    return {language: 100 * blocks // whole for language, blocks in counts.items() if whole}


def contents(rows: Iterable[BlockRow]) -> list[BlockRow]:
    """Return the headings: what a table of contents lists, so without references to notes."""
    headings = (row for row in rows if row.kind is BlockKind.HEADING)
    bare = ((row, NOTE_REFERENCE.sub("", row.html)) for row in headings)
    return [replace(row, html=html, text=block_text(html)) for row, html in bare]


def texts_of(version: Version) -> tuple[list[UUID], dict[str, list[ParsedBlock]]]:
    """Return the version's keys in order and its blocks by language, in two queries."""
    blocks = list(
        Block.objects.filter(version=version)
        .order_by("position")
        .values_list("pk", "key", "kind", "level", "attrs")
    )
    by_language: dict[str, dict[int, tuple[str, str]]] = {}
    rows = BlockText.objects.filter(block__version=version)
    for block_id, language, html, text in rows.values_list("block_id", "language", "html", "text"):
        by_language.setdefault(language, {})[block_id] = (html, text)
    texts = {
        language: [
            ParsedBlock(BlockKind(kind), level, *found[pk], attrs)
            for pk, _key, kind, level, attrs in blocks
            if pk in found
        ]
        for language, found in by_language.items()
    }
    return [key for _pk, key, *_rest in blocks], texts


def rendering_document(rendering: Rendering) -> dict[str, Any]:
    """Return the canonical object whose SHA-256 names the rendering, read from the database."""
    version = rendering.version
    return rendering_object(
        version.chapter.slug,
        version.number,
        rendering.language,
        version.source_language,
        [
            RenderedBlock(
                str(row.key),
                row.kind,
                row.level,
                row.html,
                row.attrs,
                language="" if row.language == rendering.language else row.language,
                state="" if row.state == "missing" else row.state,
            )
            for row in blocks_of(version, rendering.language)
        ],
    )
