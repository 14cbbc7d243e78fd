"""Whether the texts of a version in several languages are the same blocks in the same order."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from consult.drafts.rules.blocks import AttrValue, BlockKind, ParsedBlock

_STRUCTURAL: dict[BlockKind, tuple[str, ...]] = {
    BlockKind.LIST_ITEM: ("ordered", "list"),
    BlockKind.TABLE_ROW: ("table", "header"),
    BlockKind.FOOTNOTE: ("note",),
}
"""Attributes that say what a block is; the others, such as a marker, may differ by language."""

EXCERPT_LENGTH = 60


def shape(block: ParsedBlock) -> Hashable:
    """Return what two blocks must share to be one block in two languages."""
    attributes: tuple[AttrValue | None, ...] = tuple(
        block.attrs.get(name) for name in _STRUCTURAL.get(block.kind, ())
    )
    return block.kind, block.level, attributes


def first_difference(source: Sequence[ParsedBlock], other: Sequence[ParsedBlock]) -> int | None:
    """Return the index of the first block in which the two differ in shape, or None.

    Where one ends before the other it is the index of the first block too many.
    """
    for index, (one, two) in enumerate(zip(source, other, strict=False)):
        if shape(one) != shape(two):
            return index
    return None if len(source) == len(other) else min(len(source), len(other))


def excerpt(block: ParsedBlock) -> str:
    """Return how a block begins, to find it by."""
    text = " ".join(block.text.split())
    return text if len(text) <= EXCERPT_LENGTH else text[: EXCERPT_LENGTH - 1].rstrip() + "…"
