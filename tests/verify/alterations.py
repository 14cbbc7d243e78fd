"""Ways to alter a bundle that leave it well-formed, so that only the cryptography can object."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from consult.ledger.canonical import canonical_bytes
from consult.ledger.events import event_type
from consult.ledger.instant import format_instant, parse_instant
from consult.ledger.merkle import leaf_hash
from tests.verify.conftest import Exported

# Words that some field allows beside the one that stands there.
WORDS = ("approve", "reject", "accepted", "noted")


def others(value: Any) -> Iterator[Any]:
    """Give values that might stand in the place of one: of its type, or of its form."""
    if value is None:
        yield from (1, "x", "2026-11-21T01:02:03.123456Z")
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, str):
        yield from (word for word in WORDS if word != value)
        yield from _other_texts(value)


def _other_texts(value: str) -> Iterator[str]:
    if value.endswith("Z") and value[:1].isdigit():
        moment = parse_instant(value)
        yield format_instant(moment.replace(microsecond=(moment.microsecond + 1) % 1_000_000))
    yield value[:-1] + ("0" if value[-1:] != "0" else "1")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path of every text, number, flag and null in a value."""
    if isinstance(value, dict):
        for name in value:
            yield from places(value[name], (*path, name))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from places(item, (*path, place))
    else:
        yield path


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return a copy of a value with another one at a path."""
    copied = copy.deepcopy(value)
    inner = copied
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return copied


def get(value: Any, path: tuple[Any, ...]) -> Any:
    """Return what stands at a path."""
    for step in path:
        value = value[step]
    return value


def altered_leaf(leaf: Any, path: tuple[Any, ...]) -> Any | None:
    """Return the leaf with another value in its data that its event allows, or None."""
    event = event_type(leaf["event"])
    for new in others(get(leaf["data"], path)):
        changed = put(leaf, ("data", *path), new)
        if event.problem(changed["data"], changed["committed"]) is None:
            return changed
    return None


def with_hash(entry: Any, leaf: Any) -> Any:
    """Return an entry with another leaf and the hash that fits it."""
    return {**entry, "leaf": leaf, "hash": leaf_hash(canonical_bytes(leaf)).hex()}


def with_entry(exported: Exported, index: int, entry: Any) -> bytes:
    """Return the bytes of the bundle with another entry in the place of one.

    Replacing bytes is quicker than writing the whole bundle anew; an entry holds its own index, so
    its bytes stand there once.
    """
    return _replaced(exported.data, exported.value["entries"][index], entry)


def with_proof(exported: Exported, place: int, proof: Any) -> bytes:
    """Return the bytes of the bundle with another proof in the place of one."""
    return _replaced(exported.data, exported.value["proofs"][place], proof)


def _replaced(data: bytes, old: Any, new: Any) -> bytes:
    before = canonical_bytes(old)
    assert data.count(before) == 1
    return data.replace(before, canonical_bytes(new))
