"""Blocks made safe, once, before they are stored."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from typing import NewType

from consult.core.sanitize import sanitize_inline
from consult.core.text import clean_text
from consult.drafts.rules.blocks import BlockKind, ParsedBlock, block_text

CleanBlock = NewType("CleanBlock", ParsedBlock)
"""A block that `clean_block` has cleaned: what is stored takes no other."""

CELL_TAGS = frozenset({"td", "th"})
SCOPES = frozenset({"col", "colgroup", "row", "rowgroup"})

MAX_SPAN = 1000
"""The HTML standard clamps `colspan` here (4.9.11); `rowspan` may be larger but is not needed."""

_MARKUP_CHARACTERS = frozenset("<>&")


def clean_block(block: ParsedBlock) -> CleanBlock:
    """Return the block with nothing but allow-listed markup, its text worked out anew.

    Raises `TextRefused` on NUL and lone surrogates. Cleaning what is clean changes nothing.
    """
    clean = _clean_row if block.kind is BlockKind.TABLE_ROW else _clean_inline
    html = clean(block.html)
    return CleanBlock(replace(block, html=html, text=block_text(html)))


def _clean_inline(html: str) -> str:
    # Without these three characters there is no markup to judge, and the sanitiser, which takes
    # a millisecond a block, would return the same.
    if _MARKUP_CHARACTERS.isdisjoint(html):
        return clean_text(html)
    return sanitize_inline(html)


def _clean_row(html: str) -> str:
    """Clean a table row cell by cell, one tab between cells.

    An HTML parser drops cells that stand outside a table, so the sanitiser never sees them: the
    cells' own tags are written anew from checked attributes and only their content is cleaned.
    """
    reader = _Cells()
    reader.feed(html)
    reader.close()
    return "\t".join(
        f"<{tag}{attributes}>{_clean_inline(''.join(content))}</{tag}>"
        for tag, attributes, content in reader.cells
    )


class _Cells(HTMLParser):
    """Collects the cells of a row; what stands between them is dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: list[tuple[str, str, list[str]]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in CELL_TAGS:
            self.cells.append((tag, _cell_attributes(attrs), []))
            self._inside = True
        else:
            self._keep(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in CELL_TAGS:
            self._inside = False
        else:
            self._keep(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(escape(data, quote=False))

    def _keep(self, markup: str) -> None:
        if self._inside:
            self.cells[-1][2].append(markup)


def _cell_attributes(attrs: list[tuple[str, str | None]]) -> str:
    given = dict(attrs)
    kept = []
    if given.get("scope") in SCOPES:
        kept.append(f' scope="{given["scope"]}"')
    for name in ("colspan", "rowspan"):
        value = given.get(name) or ""
        if value.isascii() and value.isdigit() and 1 < int(value) <= MAX_SPAN:
            kept.append(f' {name}="{int(value)}"')
    return "".join(kept)
