"""Tables: header rows that repeat, and cells that span columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from consult.reporting.exports.word.parts import element
from consult.reporting.rules.pieces import PieceCell

WIDTH = 9_000
"""Of a table, in twentieths of a point: what stands between the margins of the page."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its cells, whether it heads the columns, and what fills a cell's paragraph."""

    cells: Sequence[PieceCell]
    header: bool
    fill: Callable[[Any, PieceCell], None]


def table_element(rows: Sequence[TableRow], *, rtl: bool) -> Any:
    """The table; a cell that reaches down is written as Word merges cells (17.4.84)."""
    table, properties = element("tbl"), element("tblPr")
    properties.append(element("tblStyle", "TableGrid"))
    if rtl:
        properties.append(element("bidiVisual"))
    properties.append(element("tblW", w="0", type="auto"))
    table.append(properties)
    grid = element("tblGrid")
    table.append(grid)
    reaching: dict[int, tuple[int, int]] = {}
    columns = 1
    for row in rows:
        written, width, reaching = _row(row, reaching)
        table.append(written)
        columns = max(columns, width)
    for _column in range(columns):
        grid.append(element("gridCol", w=str(WIDTH // columns)))
    return table


def _row(
    row: TableRow, reaching: dict[int, tuple[int, int]]
) -> tuple[Any, int, dict[int, tuple[int, int]]]:
    """Write a row; `reaching` are the columns that cells above fill: rows left and width."""
    written = element("tr")
    if row.header:
        properties = element("trPr")
        properties.append(element("tblHeader"))
        written.append(properties)
    below: dict[int, tuple[int, int]] = {}
    column = 0
    waiting = list(row.cells)
    while waiting or column in reaching:
        if column in reaching:
            left, width = reaching[column]
            written.append(_cell(width, "continue"))
            if left > 1:
                below[column] = (left - 1, width)
            column += width
            continue
        cell = waiting.pop(0)
        made = _cell(cell.colspan, "restart" if cell.rowspan > 1 else "")
        row.fill(made[-1], cell)
        written.append(made)
        if cell.rowspan > 1:
            below[column] = (cell.rowspan - 1, cell.colspan)
        column += cell.colspan
    return written, column, below


def _cell(colspan: int, merge: str) -> Any:
    """A cell with one empty paragraph, which stands last in it."""
    cell, properties = element("tc"), element("tcPr")
    if colspan > 1:
        properties.append(element("gridSpan", str(colspan)))
    if merge:
        properties.append(element("vMerge", merge))
    cell.append(properties)
    cell.append(element("p"))
    return cell
