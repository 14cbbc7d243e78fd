"""Blocks grouped as a page shows them: nested lists, tables, notes, or one block alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from consult.drafts.rules.blocks import AttrValue, BlockKind


class Shown(Protocol):
    """What of a block decides where it stands on a page."""

    @property
    def kind(self) -> BlockKind:
        """Its kind."""

    @property
    def level(self) -> int:
        """The depth of a list item."""

    @property
    def attrs(self) -> Mapping[str, AttrValue]:
        """Its attributes: see `ParsedBlock`."""


B = TypeVar("B", bound=Shown)


@dataclass(frozen=True, slots=True)
class Numbered(Generic[B]):
    """A block and its place in the text, counted from 1, by which people name it."""

    number: int
    block: B


@dataclass(slots=True)
class Item(Generic[B]):
    """A list item and the list inside it, if there is one."""

    member: Numbered[B]
    inner: list[Item[B]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group(Generic[B]):
    """Neighbouring blocks of one list, one table or one run of notes; others stand alone.

    A caption right before a table comes with it, as `caption`, and one right after or before a
    figure with that figure; its number says on which side it stands.
    """

    kind: BlockKind
    members: Sequence[Numbered[B]]
    caption: Numbered[B] | None = None


_FIGURE = BlockKind.FIGURE
_NAMED = {BlockKind.FIGURE, BlockKind.TABLE_ROW}
_END: tuple[None, tuple[()]] = (None, ())

_SHARED_BY = {
    BlockKind.LIST_ITEM: "list",
    BlockKind.TABLE_ROW: "table",
    BlockKind.FOOTNOTE: None,
}
"""The attribute in which members of one group agree; notes that follow each other always do."""


def group(blocks: Iterable[B]) -> list[Group[B]]:
    """Group blocks in reading order.

    Tables have their captions above and figures below, as word processors place them; a figure
    takes the one above it only where that belongs to nothing else.
    """
    numbered = [Numbered(number, block) for number, block in enumerate(blocks, start=1)]
    found = [(kind, list(members)) for (kind, _shared), members in groupby(numbered, key=_key)]
    groups: list[Group[B]] = []
    above: Numbered[B] | None = None
    for (kind, members), (following, _members) in zip(found, [*found[1:], _END], strict=False):
        before = groups[-1] if groups else None
        bare = before is not None and before.kind in _NAMED and before.caption is None
        if kind is not BlockKind.CAPTION:
            groups.append(Group(kind, members, caption=above))
            above = None
        elif following is BlockKind.TABLE_ROW or (following is _FIGURE and not bare):
            above = members[0]
        elif before is not None and before.kind is _FIGURE and bare:
            groups[-1] = Group(_FIGURE, before.members, caption=members[0])
        else:
            groups.append(Group(kind, members))
    return groups


def _key(member: Numbered[B]) -> tuple[BlockKind, AttrValue | None]:
    block = member.block
    if block.kind not in _SHARED_BY:
        return block.kind, member.number
    attribute = _SHARED_BY[block.kind]
    return block.kind, None if attribute is None else block.attrs.get(attribute)


def nest(members: Sequence[Numbered[B]]) -> list[Item[B]]:
    """Nest the items of a list by their levels.

    An item goes into the nearest one before it whose level is lower, so that a level left out
    opens one list and not two.
    """
    top: list[Item[B]] = []
    open_items: list[Item[B]] = []
    for member in members:
        while open_items and open_items[-1].member.block.level >= member.block.level:
            open_items.pop()
        item = Item(member)
        (open_items[-1].inner if open_items else top).append(item)
        open_items.append(item)
    return top


def split_header(
    rows: Sequence[Numbered[B]],
) -> tuple[Sequence[Numbered[B]], Sequence[Numbered[B]]]:
    """Return the header rows at the beginning of a table, and the rows after them."""
    count = 0
    while count < len(rows) and rows[count].block.attrs.get("header"):
        count += 1
    return rows[:count], rows[count:]
