"""Blocks in the form in which a draft keeps them: plain JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.drafts.rules.blocks import (
    BlockKind,
    Dropped,
    DroppedKind,
    ParsedBlock,
    block_text,
)


def store_block(block: ParsedBlock) -> dict[str, Any]:
    """Return the block as JSON; its text is left out, since its markup says it."""
    return {
        "kind": block.kind.value,
        "level": block.level,
        "html": block.html,
        "attrs": dict(block.attrs),
    }


def restore_block(stored: Mapping[str, Any]) -> ParsedBlock:
    """Return the block that `store_block` stored."""
    return ParsedBlock(
        kind=BlockKind(stored["kind"]),
        level=stored["level"],
        html=stored["html"],
        text=block_text(stored["html"]),
        attrs=stored["attrs"],
    )


def store_dropped(entry: Dropped) -> dict[str, Any]:
    """Return as JSON what an import left out."""
    return {"block": entry.block, "what": entry.what.value, "detail": entry.detail}


def restore_dropped(stored: Mapping[str, Any]) -> Dropped:
    """Return the entry that `store_dropped` stored."""
    return Dropped(block=stored["block"], what=DroppedKind(stored["what"]), detail=stored["detail"])
