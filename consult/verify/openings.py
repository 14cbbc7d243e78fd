"""Openings: whether what is shown is what was committed to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from consult.ledger.bundle import Opening
from consult.ledger.commitment import commit
from consult.ledger.events import event_type
from consult.ledger.leaf import Leaf


def check_openings(leaf: Leaf, opened: Mapping[str, Opening]) -> Iterator[str]:
    """Say which of the opened fields of a leaf do not fit its commitments."""
    for name, opening in opened.items():
        if trouble := _trouble(leaf, name, opening):
            yield trouble


def opened_value(leaf: Leaf, opened: Mapping[str, Opening], name: str) -> Any:
    """Return what stands behind a commitment, or None where its opening does not fit it."""
    opening = opened[name]
    return None if _trouble(leaf, name, opening) else opening.value


def _trouble(leaf: Leaf, name: str, opening: Opening) -> str | None:
    if name not in leaf.committed:
        return f"{name} is opened, but the leaf has no commitment of that name"
    if commit(opening.salt, opening.value) != leaf.committed[name]:
        return f"the opened {name} is not what was committed to"
    trouble = event_type(leaf.event).value_problem(name, opening.value)
    return f"opened {trouble}" if trouble else None
