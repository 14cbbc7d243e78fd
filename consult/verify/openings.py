"""Openings: whether what is shown is what was committed to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consult.ledger.bundle import Opening
from consult.ledger.commitment import commit
from consult.ledger.events import event_type
from consult.ledger.leaf import Leaf


def check_openings(leaf: Leaf, opened: Mapping[str, Opening]) -> Iterator[str]:
    """Say which of the opened fields of a leaf do not fit its commitments."""
    for name, opening in opened.items():
        if name not in leaf.committed:
            yield f"{name} is opened, but the leaf has no commitment of that name"
        elif commit(opening.salt, opening.value) != leaf.committed[name]:
            yield f"the opened {name} is not what was committed to"
        elif trouble := event_type(leaf.event).value_problem(name, opening.value):
            yield f"opened {trouble}"
