"""What stands in the margin of a Word file: comments, and changes that were tracked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from consult.drafts.rules.blocks import ParsedBlock, ParsedDocument

MAX_MARGIN_TEXT: Final = 20_000
"""Code points kept of one margin comment or change; a comment on the page may have half of it."""

MAX_MARGIN_NAME: Final = 120

MAX_IN_MARGIN: Final = 20_000
"""Comments and changes of one file, as many as it may have blocks."""


class ChangeKind(StrEnum):
    """A replacement is a deletion and an insertion by one person that touch each other."""

    INSERTION = "insertion"
    DELETION = "deletion"
    REPLACEMENT = "replacement"


@dataclass(frozen=True, slots=True)
class Range:
    """Words from one block to another, by block index and code points, the end exclusive."""

    start_block: int
    start: int
    end_block: int
    end: int


@dataclass(frozen=True, slots=True)
class MarginComment:
    """One comment as its author left it.

    `date` is as the file states it, "" where it does not; `parent` is the index of the comment
    that it replies to; `marked` is None for a comment that marks nothing in the text, and `quote`
    are the words it marks, the pieces of several blocks a newline apart.
    """

    author: str
    initials: str
    date: str
    text: str
    parent: int | None
    resolved: bool
    marked: Range | None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A change, with its place in the text before all changes: see `Range`.

    `old` stands from `start` to `end` of the block, `new` was put in its place. `block` is None
    where the place could not be told.
    """

    kind: ChangeKind
    author: str
    date: str
    old: str
    new: str
    block: int | None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A file's text before its tracked changes, and what stands in its margin, in file order.

    `changes` are those that were tracked one by one: `wordings` joins what belongs together.
    """

    document: ParsedDocument
    comments: tuple[MarginComment, ...] = ()
    changes: tuple[TrackedChange, ...] = ()


def quote_of(blocks: Sequence[ParsedBlock], marked: Range) -> str:
    """The words that a range marks, the pieces of several blocks a newline apart.

    Raises ValueError where the range is none of this text.
    """
    texts = [block.text for block in blocks[marked.start_block : marked.end_block + 1]]
    ordered = (marked.start_block, marked.start) <= (marked.end_block, marked.end)
    if not ordered or min(marked.start_block, marked.start, marked.end) < 0:
        raise ValueError(marked)
    if len(texts) != marked.end_block - marked.start_block + 1:
        raise ValueError(marked)
    if marked.start > len(texts[0]) or marked.end > len(texts[-1]):
        raise ValueError(marked)
    texts[-1] = texts[-1][: marked.end]
    texts[0] = texts[0][marked.start :]
    return "\n".join(texts)


def wordings(changes: Iterable[TrackedChange]) -> list[TrackedChange]:
    """The changes, those by one person that touch each other joined to one.

    Word writes "may" replaced by "shall" as a deletion and an insertion, and a new sentence as
    several insertions where its formatting changes.
    """
    joined: list[TrackedChange] = []
    for change in changes:
        last = joined[-1] if joined else None
        if last is not None and _touch(last, change):
            joined[-1] = _join(last, change)
        else:
            joined.append(change)
    return joined


def apart(change: TrackedChange) -> list[TrackedChange]:
    """A replacement as the deletion and the insertion it is made of; other changes alone."""
    if change.kind is not ChangeKind.REPLACEMENT:
        return [change]
    return [
        replace(change, kind=ChangeKind.DELETION, new=""),
        replace(change, kind=ChangeKind.INSERTION, old="", end=change.start),
    ]


def _touch(one: TrackedChange, other: TrackedChange) -> bool:
    return (
        one.block is not None
        and (one.block, one.author) == (other.block, other.author)
        and one.end == other.start
    )


def _join(one: TrackedChange, other: TrackedChange) -> TrackedChange:
    old, new = one.old + other.old, one.new + other.new
    kind = (
        ChangeKind.REPLACEMENT
        if old and new
        else (ChangeKind.DELETION if old else ChangeKind.INSERTION)
    )
    return replace(one, kind=kind, old=old, new=new, end=other.end)
