"""Blocks of a text grouped as a page shows them: one list, one table, or one block alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

# The attribute that says which list or table a block belongs to.
_GROUPED_BY = {"list_item": "list", "table_row": "table"}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block and its place in the text, counted from 1, by which people name it.

    `heading` is the level of its heading on the page, 0 for what is none.
    """

    number: int
    block: Any
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring blocks that share one element; a block of another kind stands alone."""

    kind: str
    members: list[Numbered] = field(default_factory=list)

    @property
    def ordered(self) -> bool:
        """Say whether this is a list whose items are numbered."""
        return bool(self.members[0].block.attrs.get("ordered"))


def runs(blocks: Iterable[Any]) -> list[Run]:
    """Group blocks in reading order; each has `kind`, `level` and `attrs`.

    The highest level of heading in the text becomes the page's second, below the chapter's title.
    """
    texts = list(blocks)
    highest = min((block.level for block in texts if block.kind == "heading"), default=1)
    numbered = (
        Numbered(number, block, _level_on_page(block, highest))
        for number, block in enumerate(texts, start=1)
    )
    return [Run(group[0], list(members)) for group, members in groupby(numbered, key=_group)]


def _level_on_page(block: Any, highest: int) -> int:
    return min(block.level - highest + 2, 6) if block.kind == "heading" else 0


def _group(member: Numbered) -> tuple[str, Any]:
    block = member.block
    attribute = _GROUPED_BY.get(block.kind)
    if attribute is None:
        return str(block.kind), member.number
    return str(block.kind), block.attrs.get(attribute)
