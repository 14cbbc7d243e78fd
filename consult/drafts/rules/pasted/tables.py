"""Tables of a clipboard: their own rows and cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consult.drafts.rules.pasted.markup import Node, attribute
from consult.drafts.rules.word.tables import MAX_SPAN

MAX_DIGITS = 6


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell with its spans."""

    element: Node
    header: bool
    colspan: int
    rowspan: int


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row; `header` where it stands in the head or all its cells head columns."""

    header: bool
    cells: list[PastedCell]


def table_rows(table: Node) -> list[PastedRow]:
    """The rows of the table without those of tables inside it; empty rows are left out."""
    rows: list[PastedRow] = []
    in_head = True
    for row, stands_in_head in _rows(table):
        found = [child for child in row if child.tag in {"td", "th"}]
        if not found:
            continue
        all_head = all(cell.tag == "th" for cell in found)
        in_head = in_head and (stands_in_head or all_head)
        cells = [
            PastedCell(
                cell,
                header=in_head,
                colspan=_span(attribute(cell, "colspan")),
                rowspan=_span(attribute(cell, "rowspan")),
            )
            for cell in found
        ]
        rows.append(PastedRow(in_head, cells))
    return rows


def _rows(table: Node) -> Iterator[tuple[Node, bool]]:
    for child in table:
        if child.tag == "tr":
            yield child, False
        elif child.tag in {"thead", "tbody", "tfoot"}:
            for row in child:
                if row.tag == "tr":
                    yield row, child.tag == "thead"


def _span(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > MAX_DIGITS:
        return 1
    return min(max(int(text), 1), MAX_SPAN)
