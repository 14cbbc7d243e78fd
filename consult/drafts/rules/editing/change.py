"""A change of a draft's blocks as a few steps that can be done, taken back and stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from consult.drafts.rules.blocks import AttrValue, ParsedBlock
from consult.drafts.rules.stored import restore_block, store_block

T = TypeVar("T")
Attrs = Mapping[str, AttrValue | None]
"""Some attributes of a block; None for one that is not there."""


@dataclass(frozen=True, slots=True)
class Splice:
    """The blocks `before`, from index `at`, give way to the blocks `after`."""

    at: int
    before: tuple[ParsedBlock, ...]
    after: tuple[ParsedBlock, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """The block at index `source` stands at index `target` afterwards."""

    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Mark:
    """`count` blocks from index `at` have the attributes `after` in place of `before`."""

    at: int
    count: int
    before: Attrs
    after: Attrs


@dataclass(frozen=True, slots=True)
class Renumber:
    """All tables change their numbers: pairs of the number before and after."""

    tables: tuple[tuple[int, int], ...]


Step = Splice | Shift | Mark | Renumber


@dataclass(frozen=True, slots=True)
class Change:
    """Steps in order, and what becomes of entries of what was dropped.

    `pointers` names, by its place in the draft's list, each entry whose block cannot be worked
    out from the steps alone when they are taken back: (entry, block before, block after).
    """

    steps: tuple[Step, ...]
    pointers: tuple[tuple[int, int | None, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A draft's blocks, and for each entry of what was dropped the index of its block or None."""

    blocks: tuple[ParsedBlock, ...]
    pointers: tuple[int | None, ...] = ()


class DoesNotFit(ValueError):
    """A change is applied to a text that it was not made for."""


def done(text: Text, change: Change) -> Text:
    """Return the text after the change. Raises `DoesNotFit` where it was made for another."""
    blocks = list(text.blocks)
    for step in change.steps:
        _do(blocks, step)
    pointers = [_pointed(pointer, change.steps, len(text.blocks)) for pointer in text.pointers]
    for entry, _before, after in change.pointers:
        pointers[entry] = after
    return Text(tuple(blocks), tuple(pointers))


def taken_back(change: Change) -> Change:
    """Return the change that undoes this one exactly."""
    return Change(
        tuple(_reverse(step) for step in reversed(change.steps)),
        tuple((entry, after, before) for entry, before, after in change.pointers),
    )


def complete(text: Text, steps: Sequence[Step]) -> Change:
    """Return the change that these steps make of the text, so that it can be taken back."""
    bare = Change(tuple(steps))
    after = done(text, bare)
    back = done(after, taken_back(bare))
    return Change(
        bare.steps,
        tuple(
            (entry, before, after.pointers[entry])
            for entry, (before, returned) in enumerate(
                zip(text.pointers, back.pointers, strict=True)
            )
            if before != returned
        ),
    )


def followed(index: int, steps: Iterable[Step]) -> int | None:
    """Return where a block stands after the steps, None where it was taken out."""
    place: int | None = index
    for step in steps:
        if place is not None:
            place = _followed(place, step)
    return place


def place_of(change: Change) -> int:
    """Return the index at which the text after the change first differs."""
    for step in change.steps:
        match step:
            case Splice(at=at) | Mark(at=at):
                return at
            case Shift(target=target):
                return target
    return 0


def carried(items: Sequence[T], steps: Iterable[Step]) -> list[T | None]:
    """Return what belongs to each block after the steps, None for a block that is new."""
    kept: list[T | None] = list(items)
    for step in steps:
        if isinstance(step, Splice):
            there = kept[step.at : step.at + len(step.before)]
            there += [None] * (len(step.after) - len(there))
            kept[step.at : step.at + len(step.before)] = there[: len(step.after)]
        elif isinstance(step, Shift):
            kept.insert(step.target, kept.pop(step.source))
    return kept


def with_attrs(block: ParsedBlock, attrs: Attrs) -> ParsedBlock:
    """Return the block with these attributes set, and without those that are None."""
    merged = {**block.attrs, **attrs}
    return replace(block, attrs={name: is_ for name, is_ in merged.items() if is_ is not None})


def _do(blocks: list[ParsedBlock], step: Step) -> None:
    match step:
        case Splice(at, before, after):
            if tuple(blocks[at : at + len(before)]) != before:
                raise DoesNotFit(at)
            blocks[at : at + len(before)] = after
        case Shift(source, target):
            blocks.insert(target, blocks.pop(source))
        case Mark(at, count, before, after):
            for index in range(at, at + count):
                there = blocks[index].attrs
                if any(there.get(name) != value for name, value in before.items()):
                    raise DoesNotFit(index)
                blocks[index] = with_attrs(blocks[index], after)
        case Renumber(tables):
            numbers = dict(tables)
            for index, block in enumerate(blocks):
                number = block.attrs.get("table")
                if isinstance(number, int) and number in numbers:
                    blocks[index] = with_attrs(block, {"table": numbers[number]})


def _reverse(step: Step) -> Step:
    match step:
        case Splice(at, before, after):
            return Splice(at, after, before)
        case Shift(source, target):
            return Shift(target, source)
        case Mark(at, count, before, after):
            return Mark(at, count, after, before)
        case Renumber(tables):
            return Renumber(tuple((after, before) for before, after in tables))


def _followed(place: int, step: Step) -> int | None:
    match step:
        case Splice(at, before, after) if place >= at:
            if place >= at + len(before):
                return place + len(after) - len(before)
            return at + min(place - at, len(after) - 1) if after else None
        case Shift(source, target):
            if place == source:
                return target
            without = place - (place > source)
            return without + (without >= target)
    return place


def _pointed(pointer: int | None, steps: Iterable[Step], length: int) -> int | None:
    """Where what was dropped is told of: with a block taken out, at the one that follows."""
    place = pointer
    for step in steps:
        if isinstance(step, Splice):
            length += len(step.after) - len(step.before)
        if place is None:
            continue
        there = _followed(place, step)
        if there is None and isinstance(step, Splice):
            there = step.at if step.at < length else None
        place = there
    return place


def store_change(change: Change) -> dict[str, Any]:
    """Return the change as JSON."""
    return {
        "steps": [_store_step(step) for step in change.steps],
        "pointers": [list(pointer) for pointer in change.pointers],
    }


def restore_change(stored: Mapping[str, Any]) -> Change:
    """Return the change that `store_change` stored."""
    return Change(
        tuple(_restore_step(step) for step in stored["steps"]),
        tuple((entry, before, after) for entry, before, after in stored["pointers"]),
    )


def _store_step(step: Step) -> dict[str, Any]:
    match step:
        case Splice(at, before, after):
            blocks = [[store_block(block) for block in side] for side in (before, after)]
            return {"splice": at, "before": blocks[0], "after": blocks[1]}
        case Shift(source, target):
            return {"shift": source, "to": target}
        case Mark(at, count, marked, now):
            return {"mark": at, "count": count, "before": dict(marked), "after": dict(now)}
        case Renumber(tables):
            return {"tables": [list(pair) for pair in tables]}


def _restore_step(stored: Mapping[str, Any]) -> Step:
    if "splice" in stored:
        before, after = (
            tuple(restore_block(block) for block in stored[side]) for side in ("before", "after")
        )
        return Splice(stored["splice"], before, after)
    if "shift" in stored:
        return Shift(stored["shift"], stored["to"])
    if "mark" in stored:
        return Mark(stored["mark"], stored["count"], stored["before"], stored["after"])
    return Renumber(tuple((before, after) for before, after in stored["tables"]))
