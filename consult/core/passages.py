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
    """A block and its place in the text, counted from 1, by which people name it."""

    number: int
    block: Any


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
    """Group blocks in reading order; each has `kind` and `attrs`."""
    numbered = (Numbered(number, block) for number, block in enumerate(blocks, start=1))
    return [Run(group[0], list(members)) for group, members in groupby(numbered, key=_group)]


def _group(member: Numbered) -> tuple[str, Any]:
    block = member.block
    attribute = _GROUPED_BY.get(block.kind)
    if attribute is None:
        return str(block.kind), member.number
    return str(block.kind), block.attrs.get(attribute)
