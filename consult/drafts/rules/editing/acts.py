"""What an editor can do to the blocks of a draft, each as the change that it makes.

Blocks are named by their number, counted from 1. No words are lost but by `Remove`; a cut takes
the white space at which it was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.cleaning import clean_block
from consult.drafts.rules.editing.cells import cells_of, row_html
from consult.drafts.rules.editing.change import Change, Mark, Shift, Splice, Step, Text
from consult.drafts.rules.editing.cut import cut, join
from consult.drafts.rules.editing.markup import from_typed
from consult.drafts.rules.editing.refusals import (
    BlockGone,
    MergeRefused,
    NothingChanged,
    PlaceRefused,
    SplitRefused,
    WordsMissing,
)
from consult.drafts.rules.editing.settle import settled
from consult.drafts.rules.editing.shapes import Shape, is_inline, reshaped


class What(StrEnum):
    """The operations, as the history names them."""

    MERGE = "merge"
    SPLIT = "split"
    RETYPE = "retype"
    MOVE = "move"
    REWORD = "reword"
    REMOVE = "remove"
    RESTORE = "restore"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Merge:
    """The block takes in the one after it."""

    number: int
    what = What.MERGE


@dataclass(frozen=True, slots=True)
class Split:
    """The block becomes two; the second begins at code point `at` of its text."""

    number: int
    at: int
    what = What.SPLIT


@dataclass(frozen=True, slots=True)
class Retype:
    """The block becomes another kind of block."""

    number: int
    shape: Shape
    what = What.RETYPE


@dataclass(frozen=True, slots=True)
class Move:
    """The block stands as number `to` afterwards."""

    number: int
    to: int
    what = What.MOVE


@dataclass(frozen=True, slots=True)
class Reword:
    """The block has these words, typed as `markup.py` says; a table row one entry a cell."""

    number: int
    words: tuple[str, ...]
    what = What.REWORD


@dataclass(frozen=True, slots=True)
class Remove:
    """The block goes."""

    number: int
    what = What.REMOVE


@dataclass(frozen=True, slots=True)
class Restore:
    """A block that was removed stands as number `number` again."""

    number: int
    block: ParsedBlock
    what = What.RESTORE


Act = Merge | Split | Retype | Move | Reword | Remove | Restore


def changed_by(text: Text, act: Act) -> Change:
    """Return the change that an act makes of the text.

    Refuses a number that no block has (`BlockGone`), what leaves everything as it is
    (`NothingChanged`), and what an act or `settled` refuses.
    """
    index = act.number - 1
    if not 0 <= index < len(text.blocks) + isinstance(act, Restore):
        raise BlockGone(number=act.number)
    steps = _steps(text.blocks, index, act)
    if any(isinstance(step, Splice) and step.before == step.after for step in steps):
        raise NothingChanged()
    return settled(text, steps)


def can_merge(blocks: Sequence[ParsedBlock], index: int) -> bool:
    """Say whether the block can take in the one after it."""
    if index + 1 >= len(blocks):
        return False
    first, second = blocks[index], blocks[index + 1]
    rows = [block.kind is BlockKind.TABLE_ROW for block in (first, second)]
    if all(rows):
        return first.attrs["table"] != second.attrs["table"] or _same_cells(first, second)
    return is_inline(first) and is_inline(second)


def can_split(block: ParsedBlock) -> bool:
    """Say whether the block can become two: a footnote has one number, a row its cells."""
    return is_inline(block) and block.kind is not BlockKind.FOOTNOTE


def _steps(blocks: Sequence[ParsedBlock], index: int, act: Act) -> list[Step]:
    match act:
        case Merge():
            return _merge(blocks, index)
        case Split(at=at):
            return [_split(blocks[index], index, at)]
        case Retype(shape=shape):
            return [_replaced(blocks[index], index, reshaped(blocks, index, shape))]
        case Move(to=to):
            return _move(blocks, index, to - 1)
        case Reword(words=words):
            return [_replaced(blocks[index], index, _reworded(blocks, index, words))]
        case Remove():
            if len(blocks) == 1:
                raise WordsMissing()
            return [Splice(index, (blocks[index],), ())]
        case Restore(block=block):
            return [Splice(index, (), (block,)), *_adopted(blocks, index, block)]


def _replaced(block: ParsedBlock, index: int, other: ParsedBlock) -> Splice:
    return Splice(index, (block,), (clean_block(other),))


def _merge(blocks: Sequence[ParsedBlock], index: int) -> list[Step]:
    if not can_merge(blocks, index):
        raise MergeRefused(number=index + 1)
    first, second = blocks[index], blocks[index + 1]
    if first.kind is not BlockKind.TABLE_ROW:
        html = join(first.html, second.html)
    elif first.attrs["table"] != second.attrs["table"]:
        count = 1
        while index + 1 + count < len(blocks) and _continues(blocks[index + 1 + count], second):
            count += 1
        before, after = ({"table": row.attrs["table"]} for row in (second, first))
        return [Mark(index + 1, count, before, after)]
    else:
        pairs = zip(cells_of(first.html), cells_of(second.html), strict=True)
        html = row_html(replace(one, html=join(one.html, two.html)) for one, two in pairs)
    return [Splice(index, (first, second), (clean_block(replace(first, html=html)),))]


def _continues(block: ParsedBlock, row: ParsedBlock) -> bool:
    return block.kind is BlockKind.TABLE_ROW and block.attrs["table"] == row.attrs["table"]


def _same_cells(first: ParsedBlock, second: ParsedBlock) -> bool:
    one, two = ([cell.attributes for cell in cells_of(row.html)] for row in (first, second))
    return len(one) == len(two) and all("span=" not in attributes for attributes in one + two)


def _split(block: ParsedBlock, index: int, at: int) -> Splice:
    if not can_split(block):
        raise SplitRefused(number=index + 1)
    if not (block.text[:at].strip() and block.text[at:].strip()) or at < 0:
        raise PlaceRefused()
    first, second = cut(block.html, at)
    kind = BlockKind.PARAGRAPH if block.kind is BlockKind.CAPTION else block.kind
    attrs = {name: is_ for name, is_ in block.attrs.items() if name not in ("number", "role")}
    halves = replace(block, html=first), replace(block, kind=kind, html=second, attrs=attrs)
    return Splice(index, (block,), tuple(clean_block(half) for half in halves))


def _move(blocks: Sequence[ParsedBlock], index: int, target: int) -> list[Step]:
    if not 0 <= target < len(blocks):
        raise BlockGone(number=target + 1)
    if target == index:
        raise NothingChanged()
    rest = [*blocks[:index], *blocks[index + 1 :]]
    return [Shift(index, target), *_adopted(rest, target, blocks[index])]


def _adopted(rest: Sequence[ParsedBlock], at: int, block: ParsedBlock) -> list[Step]:
    """Make a row or an item part of the table or list in the middle of which it comes to stand."""
    name = {BlockKind.TABLE_ROW: "table", BlockKind.LIST_ITEM: "list"}.get(block.kind)
    around = rest[max(at - 1, 0) : at + 1]
    if not name or not 0 < at < len(rest) or any(one.kind is not block.kind for one in around):
        return []
    own, labels = block.attrs.get(name), {one.attrs.get(name) for one in around}
    return (
        [] if len(labels) > 1 or own in labels else [Mark(at, 1, {name: own}, {name: labels.pop()})]
    )


def _reworded(blocks: Sequence[ParsedBlock], index: int, words: Sequence[str]) -> ParsedBlock:
    block = blocks[index]
    notes = {str(one.attrs["note"]) for one in blocks if one.kind is BlockKind.FOOTNOTE}
    htmls = [from_typed(entry, notes) for entry in words]
    if block.kind is BlockKind.TABLE_ROW:
        cells = cells_of(block.html)
        if len(cells) != len(htmls):
            raise BlockGone(number=index + 1)
        pairs = zip(cells, htmls, strict=True)
        return replace(block, html=row_html(replace(cell, html=html) for cell, html in pairs))
    reworded = clean_block(replace(block, html="".join(htmls)))
    if is_inline(block) and not reworded.text.strip():
        raise WordsMissing()
    return reworded
