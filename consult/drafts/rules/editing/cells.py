"""The cells of a table row, as its clean markup holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consult.drafts.rules.blocks import BlockKind, ParsedBlock

_CELL = re.compile(r"<(td|th)((?: [a-z]+=\"[^\"]*\")*)>(.*?)</\1>", re.DOTALL)
_ROWSPAN = re.compile(r' rowspan="([0-9]+)"')
_SCOPE = re.compile(r' scope="[a-z]+"')


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its element, the attributes as they stand in the tag, its inline markup."""

    tag: str
    attributes: str
    html: str

    @property
    def rows(self) -> int:
        """How many rows it reaches over."""
        found = _ROWSPAN.search(self.attributes)
        return int(found.group(1)) if found else 1


def cells_of(html: str) -> list[Cell]:
    """Return the cells of a row's clean markup."""
    return [Cell(*match.groups()) for match in _CELL.finditer(html)]


def row_html(cells: Iterable[Cell]) -> str:
    """Return the markup of a row, one tab between cells."""
    return "\t".join(f"<{cell.tag}{cell.attributes}>{cell.html}</{cell.tag}>" for cell in cells)


def as_header(cell: Cell) -> Cell:
    """Return the cell as one that names its column."""
    scope = ' scope="colgroup"' if ' colspan="' in cell.attributes else ' scope="col"'
    return replace(cell, tag="th", attributes=scope + _SCOPE.sub("", cell.attributes))


def as_data(cell: Cell) -> Cell:
    """Return the cell as one of a row that is no header; one that names its row stays so."""
    if cell.tag == "td" or ' scope="row' in cell.attributes:
        return cell
    return replace(cell, tag="td", attributes=_SCOPE.sub("", cell.attributes))


def tied_rows(blocks: Sequence[ParsedBlock]) -> list[tuple[int, int]]:
    """Return the first and last index of rows of one table that share a cell."""
    tied = []
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.TABLE_ROW or ' rowspan="' not in block.html:
            continue
        last = index + max((cell.rows for cell in cells_of(block.html)), default=1) - 1
        while last > index and not _same_table(blocks, index, last):
            last -= 1
        if last > index:
            tied.append((index, last))
    return tied


def _same_table(blocks: Sequence[ParsedBlock], first: int, last: int) -> bool:
    table = blocks[first].attrs.get("table")
    return last < len(blocks) and all(
        block.kind is BlockKind.TABLE_ROW and block.attrs.get("table") == table
        for block in blocks[first : last + 1]
    )
