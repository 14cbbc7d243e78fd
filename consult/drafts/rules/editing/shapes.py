"""What a block can be made into: its kind, and its level where it has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from consult.drafts.rules.blocks import AttrValue, BlockKind, ParsedBlock
from consult.drafts.rules.editing.cells import as_data, as_header, cells_of, row_html
from consult.drafts.rules.editing.cut import join
from consult.drafts.rules.editing.refusals import HeaderNotFirst, RetypeRefused

LEVELS = range(1, 7)
_INLINE = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.CAPTION,
        BlockKind.FOOTNOTE,
    }
)
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind with what belongs to it: the level, whether counted, whether a header row."""

    kind: BlockKind
    level: int = 0
    ordered: bool = False
    header: bool = False

    @property
    def code(self) -> str:
        """A short name for forms, such as "heading-2" or "list_item-1-numbered"."""
        parts = [self.kind.value, str(self.level) if self.level else ""]
        parts += ["numbered" if self.ordered else "", "header" if self.header else ""]
        return "-".join(part for part in parts if part)


INLINE_SHAPES = (
    *(Shape(BlockKind.HEADING, level) for level in LEVELS),
    Shape(BlockKind.PARAGRAPH),
    *(Shape(BlockKind.LIST_ITEM, level) for level in LEVELS),
    *(Shape(BlockKind.LIST_ITEM, level, ordered=True) for level in LEVELS),
    Shape(BlockKind.CAPTION),
    Shape(BlockKind.FOOTNOTE),
)
ROW_SHAPES = (
    Shape(BlockKind.TABLE_ROW),
    Shape(BlockKind.TABLE_ROW, header=True),
    Shape(BlockKind.PARAGRAPH),
)


def shape_of(block: ParsedBlock) -> Shape:
    """Return the shape that a block has."""
    is_item = block.kind is BlockKind.LIST_ITEM
    return Shape(
        block.kind,
        block.level,
        ordered=is_item and bool(block.attrs.get("ordered")),
        header=block.kind is BlockKind.TABLE_ROW and bool(block.attrs.get("header")),
    )


def is_inline(block: ParsedBlock) -> bool:
    """Say whether the block is running words, as a table row and a picture are not."""
    return block.kind in _INLINE


def shapes_for(block: ParsedBlock) -> tuple[Shape, ...]:
    """Return what the block can be made into, what it is among them; empty where nothing is."""
    if block.kind is BlockKind.TABLE_ROW:
        return ROW_SHAPES
    return INLINE_SHAPES if is_inline(block) else ()


def reshaped(blocks: Sequence[ParsedBlock], index: int, shape: Shape) -> ParsedBlock:
    """Return the block as one of another shape, its words kept.

    A number shown before a heading or a counted item becomes part of the words where the new
    kind shows none of its own; a bullet goes. Refuses a shape that the block cannot have
    (`RetypeRefused`) and a header row below another row (`HeaderNotFirst`).
    """
    block = blocks[index]
    if shape not in shapes_for(block):
        raise RetypeRefused(number=index + 1)
    if shape.kind is BlockKind.TABLE_ROW:
        return _row(blocks, index, header=shape.header)
    html = block.html
    if block.kind is BlockKind.TABLE_ROW:
        html = "\t".join(cell.html for cell in cells_of(html))
        if not block.text.strip():
            raise RetypeRefused(number=index + 1)
    number = _shown_number(block)
    attrs: dict[str, AttrValue] = {}
    if "dir" in block.attrs:
        attrs["dir"] = block.attrs["dir"]
    if shape.kind is BlockKind.HEADING:
        kept = {name: block.attrs[name] for name in ("role",) if name in block.attrs}
        attrs |= kept | ({"number": number} if number else {})
    elif shape.kind is BlockKind.LIST_ITEM:
        attrs |= _item_attrs(blocks, index, shape)
        if block.kind is BlockKind.HEADING:
            html = _numbered(number, html)
    else:
        html = _numbered(number, html)
        if shape.kind is BlockKind.FOOTNOTE:
            attrs["note"] = str(block.attrs.get("note", _free_label(blocks)))
    return ParsedBlock(shape.kind, shape.level, html, "", attrs)


def _row(blocks: Sequence[ParsedBlock], index: int, *, header: bool) -> ParsedBlock:
    block = blocks[index]
    neighbour = index - 1 if header else index + 1
    if 0 <= neighbour < len(blocks):
        other = blocks[neighbour]
        same_table = other.attrs.get("table") == block.attrs.get("table")
        if same_table and bool(other.attrs.get("header")) != header:
            raise HeaderNotFirst()
    turn = as_header if header else as_data
    html = row_html(turn(cell) for cell in cells_of(block.html))
    return replace(block, html=html, attrs={**block.attrs, "header": header})


def _shown_number(block: ParsedBlock) -> str:
    if block.kind is BlockKind.HEADING:
        return str(block.attrs.get("number", ""))
    if block.kind is BlockKind.LIST_ITEM and block.attrs.get("ordered"):
        return str(block.attrs["marker"])
    return ""


def _numbered(number: str, html: str) -> str:
    return join(escape(number, quote=False), html) if number else html


def _item_attrs(blocks: Sequence[ParsedBlock], index: int, shape: Shape) -> dict[str, AttrValue]:
    """Attributes of an item that belongs to its own list, or to one right beside it."""
    beside = [blocks[at] for at in (index, index - 1, index + 1) if 0 <= at < len(blocks)]
    items = [block for block in beside if block.kind is BlockKind.LIST_ITEM]
    lists = [block.attrs.get("list", 0) for block in blocks if block.kind is BlockKind.LIST_ITEM]
    numbers = [number for number in lists if isinstance(number, int)]
    label = items[0].attrs.get("list", 0) if items else max(numbers, default=0) + 1
    alike = [
        block
        for at, block in enumerate(blocks)
        if at != index and block.attrs.get("list") == label and shape_of(block) == shape
    ]
    attrs: dict[str, AttrValue] = {"ordered": shape.ordered, "list": label}
    if not shape.ordered:
        return attrs | {"marker": alike[0].attrs["marker"] if alike else BULLET}
    pattern = next(
        (block.attrs for block in alike if isinstance(block.attrs.get("value"), int)), {}
    )
    return attrs | {"marker": pattern.get("marker", "1."), "value": pattern.get("value", 1)}


def _free_label(blocks: Sequence[ParsedBlock]) -> str:
    labels = [str(block.attrs.get("note", "")) for block in blocks]
    return str(max((int(label) for label in labels if label.isdecimal()), default=0) + 1)
