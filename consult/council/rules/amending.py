"""What an amendment makes of a text, and whether a later text holds what it asked for.

An amendment is a list of operations on the blocks of one rendering document, in the order of that
document: `replace` gives a block other words, `delete` takes it away, `insert` puts a new block
after it. They are plain values, so that the ledger and everybody who recounts can read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from consult.council.rules.amendment_errors import AmendmentMisfit
from consult.council.rules.wording import difference

Document = Mapping[str, Any]
Operation = Mapping[str, Any]
Line = tuple[str, int, str]


class Act(StrEnum):
    """What one operation does to its block."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class TypedPassage:
    """What was typed for the passage of a key: its words, one entry a cell, and what follows it.

    No words at all take the passage away; nothing after it adds nothing.
    """

    key: str
    words: tuple[str, ...]
    after: str


def amended(document: Document, operations: Sequence[Operation]) -> dict[str, Any]:
    """Return the document as the amendment would have it; its `number` says of which version.

    Attributes stay as they are, so that automatic numbers are those of the text voted on. Raises
    AmendmentMisfit where an operation names a block that the document has not, or acts twice on
    one.
    """
    blocks = document["blocks"]
    known = {block["key"] for block in blocks}
    acts: dict[tuple[str, bool], Operation] = {}
    for operation in operations:
        place = (operation["block"], operation["act"] == Act.INSERT)
        if operation["block"] not in known or place in acts:
            raise AmendmentMisfit()
        acts[place] = operation
    result: list[dict[str, Any]] = []
    for block in blocks:
        own, after = acts.get((block["key"], False)), acts.get((block["key"], True))
        if own is None:
            result.append(dict(block))
        elif own["act"] == Act.REPLACE:
            result.append({**block, "html": own["html"]})
        if after is not None:
            result.append(_inserted(after))
    return {**document, "number": f"{document['number']} as amended", "blocks": result}


def amendment_difference(document: Document, operations: Sequence[Operation]) -> str:
    """Return how the amended document differs, as `difference` says it."""
    return difference(document, amended(document, operations))


def touched(operations: Iterable[Operation]) -> frozenset[str]:
    """Return the keys of the blocks that the operations replace, delete or follow."""
    return frozenset(operation["block"] for operation in operations)


def carried_out(document: Document, operations: Sequence[Operation], new: Document) -> bool:
    """Tell whether a later text holds exactly the amended blocks.

    Each stretch that the amendment changes, with the block that stays on either side of it, must
    stand in the later text one block after the other, more often than it did in the text voted on.
    Where only a neighbour differs, it is enough that the blocks of these keys have the new words,
    and that what was added follows its block; what was deleted is known by its neighbours alone.
    Kind, level and markup count, and automatic numbers do not. What changed elsewhere in the
    chapter does not matter.
    """
    before, after = _lines(document), _lines(new)
    return _holds_by_key(operations, new) or all(
        _count(after, stretch) > _count(before, stretch)
        for stretch in _stretches(document, operations)
    )


def _holds_by_key(operations: Sequence[Operation], new: Document) -> bool:
    """Tell whether every operation is one that keys can show, and is shown."""
    lines = _lines(new)
    places = {block["key"]: place for place, block in enumerate(new["blocks"])}
    for operation in operations:
        place = places.get(operation["block"])
        if place is None or operation["act"] == Act.DELETE:
            return False
        if operation["act"] == Act.REPLACE:
            if lines[place][2] != operation["html"]:
                return False
        elif lines[place + 1 : place + 2] != [_line(operation)]:
            return False
    return True


def _inserted(operation: Operation) -> dict[str, Any]:
    return {name: operation[name] for name in ("key", "kind", "level", "html", "attrs")}


def _lines(document: Document) -> list[Line]:
    return [_line(block) for block in document["blocks"]]


def _line(block: Mapping[str, Any]) -> Line:
    return (block["kind"], block["level"], block["html"])


def _stretches(document: Document, operations: Sequence[Operation]) -> list[list[Line]]:
    """Return the stretches of the amended text that are new, each with its neighbours.

    The ends of the text are neighbours too, so that what is deleted there is missed there.
    """
    acts: dict[str, dict[bool, Operation]] = {}
    for operation in operations:
        inserts = operation["act"] == Act.INSERT
        acts.setdefault(operation["block"], {})[inserts] = operation
    result: list[list[Line]] = []
    before: Line = _START
    changed: list[Line] | None = None
    for block in document["blocks"]:
        line = _line(block)
        own = acts.get(block["key"], {})
        if False not in own:
            if changed is not None:
                result.append([before, *changed, line])
            changed, before = None, line
        else:
            changed = changed or []
            if own[False]["act"] == Act.REPLACE:
                changed.append((block["kind"], block["level"], own[False]["html"]))
        if True in own:
            changed = [*(changed or []), _line(own[True])]
    if changed is not None:
        result.append([before, *changed, _END])
    return result


_START: Line = ("", 0, "start")
_END: Line = ("", 0, "end")


def _count(lines: Sequence[Line], stretch: Sequence[Line]) -> int:
    whole = [_START, *lines, _END]
    wide = len(stretch)
    return sum(
        whole[place : place + wide] == list(stretch) for place in range(len(whole) - wide + 1)
    )
