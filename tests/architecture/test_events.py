"""Every event that the ledger declares is recorded by somebody's test."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from consult.ledger.events import EVENTS
from tests.architecture.tree import PROJECT, parsed, plant, python_files

# These rooms write leaves by hand: that an event can be written does not show that it is.
BY_HAND = {"architecture", "ledger", "verify"}


def unexercised(root: Path, events: Iterable[str]) -> set[str]:
    """Return the events whose exact name stands in no test of a room that records them."""
    named: set[str] = set()
    for path in python_files(root, ("tests",)):
        if path.relative_to(root).parts[1] in BY_HAND:
            continue
        named.update(
            node.value
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
    return set(events) - named


def test_every_event_of_the_ledger_is_exercised() -> None:
    assert unexercised(PROJECT, EVENTS) == set()


def test_an_event_without_a_test_is_named(tmp_path: Path) -> None:
    plant(tmp_path, "tests/comments/test_posting.py", 'EXPECTED = [(0, "comment.posted.v1")]\n')
    plant(tmp_path, "tests/ledger/test_events.py", 'EVENT = "ballot.cast.v1"\n')
    events = ["ballot.cast.v1", "comment.posted.v1"]
    assert unexercised(tmp_path, events) == {"ballot.cast.v1"}
