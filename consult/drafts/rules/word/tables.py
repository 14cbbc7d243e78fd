"""Tables: rows and cells on their grid, with merged cells as spans over columns and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from consult.drafts.rules.word.xml import VAL, Element, number, toggle, value, w

MAX_SPAN = 1_000
"""Browsers clamp a column span to 1,000 (HTML, 4.9.11)."""

FIRST_ROW_LOOK = 0x20

_WRAPPERS = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")}


@dataclass(slots=True)
class Cell:
    """One cell; `element` is None for room that the row leaves before or after its cells."""

    element: Element | None
    colspan: int = 1
    rowspan: int = 1


class SizedCell(Protocol):
    """What of a cell says how it is written; without an element it is only room."""

    @property
    def element(self) -> object | None:
        """Its element."""

    @property
    def colspan(self) -> int:
        """How many columns it takes."""

    @property
    def rowspan(self) -> int:
        """How many rows it takes."""


@dataclass(slots=True)
class Row:
    """One row that shows at least one cell of its own; `deleted` ones are only reported."""

    element: Element
    header: bool
    deleted: bool
    cells: list[Cell] = field(default_factory=list)


def lay_out(table: Element, *, first_row_heads: bool = False) -> list[Row]:
    """The rows of the table, revisions accepted.

    A vertically merged cell stands in its first row with a row span. A row all of whose cells
    are merged into rows above has none to show: it is left out and those spans do not count it.
    Header rows are the leading rows that are marked to repeat (ECMA-376 part 1, 17.4.78), and
    with `first_row_heads` the first.
    """
    rows: list[Row] = []
    open_merges: dict[int, Cell] = {}
    in_head = True
    for element in _find(table, w("tr")):
        properties = element.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            rows.append(Row(element, header=False, deleted=True))
            continue
        is_first = first_row_heads and not rows
        in_head = in_head and (is_first or bool(toggle(properties, "tblHeader")))
        row = Row(element, header=in_head, deleted=False)
        continued = _place_cells(row, properties, open_merges)
        if any(cell.element is not None for cell in row.cells):
            for cell in continued:
                cell.rowspan += 1
            rows.append(row)
    return rows


def _place_cells(row: Row, properties: Element | None, open_merges: dict[int, Cell]) -> list[Cell]:
    """Fill the row; return the cells of earlier rows that reach down into it."""
    continued: list[Cell] = []
    column = _clamp(number(properties, "gridBefore") or 0)
    if column:
        row.cells.append(Cell(None, colspan=column))
    for element in _find(row.element, w("tc")):
        cell_properties = element.find(w("tcPr"))
        if cell_properties is not None and cell_properties.find(w("cellDel")) is not None:
            continue
        span = max(1, _clamp(number(cell_properties, "gridSpan") or 1))
        merge = _merge(cell_properties, "vMerge")
        above = open_merges.get(column)
        if _merge(cell_properties, "hMerge") == "continue" and row.cells:
            row.cells[-1].colspan = _clamp(row.cells[-1].colspan + span)
        elif merge == "continue" and above is not None and above.colspan == span:
            continued.append(above)
        else:
            cell = Cell(element, colspan=span)
            row.cells.append(cell)
            open_merges.pop(column, None)
            if merge is not None:
                open_merges[column] = cell
        column += span
    after = _clamp(number(properties, "gridAfter") or 0)
    if after:
        row.cells.append(Cell(None, colspan=after))
    reached = {id(cell) for cell in (*continued, *row.cells)}
    for start, cell in list(open_merges.items()):
        if id(cell) not in reached:
            del open_merges[start]
    return continued


def has_first_row_look(table: Element) -> bool:
    """Whether the table shows its style's first row (17.4.56); Word says so of every new table."""
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    if look is None:
        return False
    stated = look.get(w("firstRow"))
    if stated is not None:
        return stated in {"1", "true", "on"}
    try:
        return bool(int(look.get(VAL, "0")[:8], 16) & FIRST_ROW_LOOK)
    except ValueError:
        return False


def _merge(properties: Element | None, name: str) -> str | None:
    """restart, continue or None; an empty mark continues (ECMA-376 part 1, 17.4.84)."""
    said = value(properties, name)
    return None if said is None else said or "continue"


def _clamp(span: int) -> int:
    return min(max(span, 0), MAX_SPAN)


def _find(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, content controls and revisions looked through."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _find(child, wanted)


def only_cell(rows: list[Row]) -> Element | None:
    """The cell of a table that has just one: a frame round text, not a table."""
    shown = [cell for row in rows if not row.deleted for cell in row.cells]
    return shown[0].element if len(shown) == 1 else None


def cell_html(cell: SizedCell, content: str, *, header: bool) -> str:
    """The cell's element with its spans; cells of header rows say that they head a column."""
    name = "th" if header and cell.element is not None else "td"
    attributes = ' scope="col"' if name == "th" else ""
    if cell.colspan > 1:
        attributes += f' colspan="{cell.colspan}"'
    if cell.rowspan > 1:
        attributes += f' rowspan="{cell.rowspan}"'
    return f"<{name}{attributes}>{content}</{name}>"
