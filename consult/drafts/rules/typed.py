"""What a translator typed for a block becomes its markup, checked against the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.cleaning import clean_block
from consult.drafts.rules.markup import (
    cells_of,
    check_same_references,
    from_marks,
    in_order,
    renumbered,
    to_marks,
    with_cells,
)


def shown_typed(source: ParsedBlock, html: str) -> list[str]:
    """Return the texts of a form for a translation: one, or one for each cell of a table row.

    Without a translation yet there is one empty text for each.
    """
    if source.kind is not BlockKind.TABLE_ROW:
        return [to_marks(html)]
    return [to_marks(cell) for cell in cells_of(html)] or [""] * len(cells_of(source.html))


def read_typed(source: ParsedBlock, typed: Sequence[str]) -> str:
    """Return what was typed as clean markup, "" where there is no text at all.

    A table row keeps the cells of the source. Raises what `from_marks`, `with_cells` and
    `check_same_references` raise, and `TextRefused`.
    """
    if not any(text.strip() for text in typed):
        return ""
    contents = [from_marks(text) for text in typed]
    row = source.kind is BlockKind.TABLE_ROW
    html = with_cells(source.html, contents) if row else "".join(contents[:1])
    return fitted(source, html)


def fitted(source: ParsedBlock, html: str) -> str:
    """Return markup that is to translate the source, cleaned and checked."""
    clean = clean_block(replace(source, html=html)).html
    check_same_references(source.html, clean)
    return clean


def fitted_import(source: ParsedBlock, block: ParsedBlock) -> str:
    """Return the markup of a translated file's block as a translation of the source's block.

    A file counts its notes by itself, so where it has as many references as the source their
    numbers follow the source's, in order. A table row keeps the source's cells. Raises what
    `with_cells` and `check_same_references` raise.
    """
    html = renumbered(block.html, in_order(block.html), in_order(source.html))
    if source.kind is BlockKind.TABLE_ROW:
        html = with_cells(source.html, cells_of(html))
    return fitted(source, html)
