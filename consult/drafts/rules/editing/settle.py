"""What must agree between blocks after a change: tables, numbered lists, footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from consult.drafts.rules.blocks import BlockKind, ParsedBlock, note_citations
from consult.drafts.rules.editing.cells import tied_rows
from consult.drafts.rules.editing.change import (
    Change,
    Mark,
    Renumber,
    Step,
    Text,
    carried,
    complete,
    done,
)
from consult.drafts.rules.editing.numbering import renumbered
from consult.drafts.rules.editing.refusals import NoteInUse, RowsShareCells


def settled(text: Text, steps: Sequence[Step]) -> Change:
    """Return the whole change that an operation's steps amount to.

    Guarantees that rows of a table stand together under a number of their own, that numbered
    items count on, and that every reference leads to its footnote. Refuses what would part rows
    that share a cell (`RowsShareCells`) and what would take away a footnote that is referred to
    (`NoteInUse`).
    """
    origins = carried(range(len(text.blocks)), steps)
    after = done(Text(text.blocks), Change(tuple(steps))).blocks
    _check_rows(text.blocks, after, origins)
    _check_notes(text.blocks, after)
    tables = _tables(text.blocks, after)
    lists = renumbered(text.blocks, after, origins)
    return complete(text, [*steps, *lists, *tables])


def _check_rows(
    before: Sequence[ParsedBlock], after: Sequence[ParsedBlock], origins: Sequence[int | None]
) -> None:
    tied = tied_rows(before)
    if not tied:
        return
    now = {origin: index for index, origin in enumerate(origins) if origin is not None}
    for first, last in tied:
        start = now.get(first)
        if start is None or any(
            now.get(row) != start + row - first
            or after[start + row - first].kind is not BlockKind.TABLE_ROW
            for row in range(first, last + 1)
        ):
            raise RowsShareCells(first=first + 1, last=last + 1)


def _check_notes(before: Sequence[ParsedBlock], after: Sequence[ParsedBlock]) -> None:
    gone = _labels(before) - _labels(after)
    if not gone:
        return
    cited = note_citations(block.html for block in after)
    for label in sorted(gone & cited.keys()):
        raise NoteInUse(note=label, number=cited[label] + 1)


def _labels(blocks: Sequence[ParsedBlock]) -> set[str]:
    return {str(block.attrs["note"]) for block in blocks if block.kind is BlockKind.FOOTNOTE}


def _tables(before: Sequence[ParsedBlock], after: Sequence[ParsedBlock]) -> list[Step]:
    """Number the tables in order anew, where one was parted, joined, moved or taken out."""
    runs = _runs(after)
    if [label for _at, _count, label in runs] == [label for _at, _count, label in _runs(before)]:
        return []
    steps: list[Step] = []
    fresh = max((label for _at, _count, label in runs), default=0)
    order: list[int] = []
    for at, count, label in runs:
        if label in order:
            fresh += 1
            steps.append(Mark(at, count, {"table": label}, {"table": fresh}))
            order.append(fresh)
        else:
            order.append(label)
    pairs = tuple((label, number) for number, label in enumerate(order, start=1))
    if any(label != number for label, number in pairs):
        steps.append(Renumber(pairs))
    return steps


def _runs(blocks: Sequence[ParsedBlock]) -> list[tuple[int, int, int]]:
    """Return the first index, the number of rows and the label of each table."""
    runs: list[tuple[int, int, int]] = []
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.TABLE_ROW:
            continue
        label = int(block.attrs["table"])
        if runs and runs[-1][0] + runs[-1][1] == index and runs[-1][2] == label:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1, label)
        else:
            runs.append((index, 1, label))
    return runs
