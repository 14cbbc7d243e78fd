"""Two versions of a text, block by block: what stayed, changed, came, went and moved."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from consult.drafts.rules.blocks import NOTE_REFERENCE, BlockKind, block_text, fingerprint
from consult.drafts.rules.order import moved_keys
from consult.drafts.rules.words import Change, ChangeKind, count_words, word_changes


class ComparedBlock(Protocol):
    """What a comparison needs to know of a block; `consult.drafts.selectors.BlockRow` fits."""

    @property
    def key(self) -> Hashable: ...
    @property
    def kind(self) -> BlockKind: ...
    @property
    def level(self) -> int: ...
    @property
    def attrs(self) -> Mapping[str, Any]: ...
    @property
    def html(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def language(self) -> str: ...


B = TypeVar("B", bound=ComparedBlock)

DRAWN = ("ordered", "header", "dir", "picture")
"""Attributes that a reader sees and that are no automatic numbers: those change with every block
added before them, which says nothing about this one."""


class RowState(StrEnum):
    """What became of a block."""

    SAME = "same"
    CHANGED = "changed"
    FORMAT = "format"
    ADDED = "added"
    REMOVED = "removed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Row(Generic[B]):
    """One line of the comparison.

    `old` and `new` are None where the block is not in that version; `old_number` and `new_number`
    count the blocks of each version from 1. `moved` says that the block stands elsewhere in the
    order; where it stood before is a row of its own in the state `LEFT`, which has the same two
    blocks and counts as nothing. `words` is filled for `CHANGED`, `ADDED` and `REMOVED`, without
    the numbers of notes. `section` is the heading above, of the version in which the row stands.
    """

    key: Hashable
    state: RowState
    old: B | None
    new: B | None
    old_number: int | None
    new_number: int | None
    moved: bool
    words: tuple[Change, ...]
    section: B | None

    @property
    def is_change(self) -> bool:
        """Say whether the row shows anything but that a block stayed as and where it was."""
        return self.moved or self.state is not RowState.SAME


@dataclass(frozen=True, slots=True)
class Summary:
    """How many blocks and words changed.

    A block that moved and changed counts as both. `formatted` are those of which only the
    formatting, the kind or the notes changed. Words are those of changed, added and removed blocks
    that are in one version only.
    """

    same: int = 0
    changed: int = 0
    formatted: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    words_added: int = 0
    words_removed: int = 0


def compare(old: Sequence[B], new: Sequence[B]) -> list[Row[B]]:
    """Return the rows of the comparison in the order of the new version.

    Every block of either version is in exactly one row, save that one that moved has a second row
    where it stood. Blocks that are gone, and the places that moved blocks have left, stand after
    the block that preceded them in the old version.
    """
    before = {block.key: (number, block) for number, block in enumerate(old, 1)}
    after = {block.key: (number, block) for number, block in enumerate(new, 1)}
    moved = moved_keys([block.key for block in old], [block.key for block in new])
    gone = _gone(old, after, moved)
    old_sections, new_sections = _sections(old), _sections(new)

    def missing(keys: Iterable[Hashable]) -> Iterator[Row[B]]:
        for key in keys:
            number, block = before[key]
            new_number, there = after.get(key, (None, None))
            state = RowState.REMOVED if there is None else RowState.LEFT
            words = _alone(block, ChangeKind.REMOVED) if there is None else ()
            section = old_sections.get(key)
            has_moved = there is not None
            yield Row(key, state, block, there, number, new_number, has_moved, words, section)

    rows = list(missing(gone.get(None, ())))
    for number, block in enumerate(new, 1):
        old_number, was = before.get(block.key, (None, None))
        section = new_sections.get(block.key)
        if was is None:
            words = _alone(block, ChangeKind.ADDED)
            rows.append(
                Row(block.key, RowState.ADDED, None, block, None, number, False, words, section)
            )
        else:
            state, words = _difference(was, block)
            has_moved = block.key in moved
            rows.append(
                Row(block.key, state, was, block, old_number, number, has_moved, words, section)
            )
        rows.extend(missing(gone.get(block.key, ())))
    return rows


def summary_of(rows: Iterable[Row[B]]) -> Summary:
    """Count the rows of a comparison, in one pass."""
    counts = dict.fromkeys(RowState, 0)
    moved = added = removed = 0
    for row in rows:
        counts[row.state] += not (row.moved and row.state is RowState.SAME)
        moved += row.moved and row.state is not RowState.LEFT
        added += count_words(row.words, ChangeKind.ADDED)
        removed += count_words(row.words, ChangeKind.REMOVED)
    return Summary(
        same=counts[RowState.SAME],
        changed=counts[RowState.CHANGED],
        formatted=counts[RowState.FORMAT],
        added=counts[RowState.ADDED],
        removed=counts[RowState.REMOVED],
        moved=moved,
        words_added=added,
        words_removed=removed,
    )


def plain_text(block: ComparedBlock) -> str:
    """Return the words of a block without the numbers of its notes."""
    if "#note-" not in block.html:
        return block.text
    return block_text(NOTE_REFERENCE.sub("", block.html))


def _difference(old: B, new: B) -> tuple[RowState, tuple[Change, ...]]:
    if old.html == new.html and old.kind is new.kind:
        return (RowState.SAME if _looks_same(old, new) else RowState.FORMAT), ()
    was, now = plain_text(old), plain_text(new)
    if was != now:
        # Of two languages nothing can be told but that each says what it says.
        if old.language != new.language:
            gone = _alone(old, ChangeKind.REMOVED)
            return RowState.CHANGED, (*gone, *_alone(new, ChangeKind.ADDED))
        return RowState.CHANGED, tuple(word_changes(was, now))
    same = fingerprint(old.kind, old.html) == fingerprint(new.kind, new.html)
    return (RowState.SAME if same and _looks_same(old, new) else RowState.FORMAT), ()


def _looks_same(old: ComparedBlock, new: ComparedBlock) -> bool:
    return old.level == new.level and all(
        old.attrs.get(name) == new.attrs.get(name) for name in DRAWN
    )


def _alone(block: ComparedBlock, kind: ChangeKind) -> tuple[Change, ...]:
    text = plain_text(block)
    return (Change(kind, text),) if text else ()


def _gone(
    old: Sequence[B], after: Mapping[Hashable, Any], moved: frozenset[Hashable]
) -> dict[Hashable | None, list[Hashable]]:
    """Return the keys that no longer stand where they did, by the key that stays before them."""
    gone: dict[Hashable | None, list[Hashable]] = {}
    stays: Hashable | None = None
    for block in old:
        if block.key in after and block.key not in moved:
            stays = block.key
        else:
            gone.setdefault(stays, []).append(block.key)
    return gone


def _sections(blocks: Sequence[B]) -> dict[Hashable, B]:
    """Return for each block the heading above it."""
    above: dict[Hashable, B] = {}
    heading: B | None = None
    for block in blocks:
        if heading is not None:
            above[block.key] = heading
        if block.kind is BlockKind.HEADING:
            heading = block
    return above
