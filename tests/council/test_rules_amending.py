"""Amendments as pure rules: what they make of a text, and what a later text holds of them."""

from __future__ import annotations

from typing import Any

import pytest

from consult.council.rules.amending import (
    amended,
    amendment_difference,
    carried_out,
    touched,
)
from consult.council.rules.amendment_errors import AmendmentMisfit


def text(*words: str, number: int = 1) -> dict[str, Any]:
    """Return a document of paragraphs whose keys are their first words."""
    blocks = [
        {"key": each.split()[0], "kind": "paragraph", "level": 0, "html": each, "attrs": {}}
        for each in words
    ]
    return {"number": number, "language": "en", "blocks": blocks}


def replace(block: str, html: str) -> dict[str, Any]:
    return {"act": "replace", "block": block, "html": html}


def insert(block: str, html: str) -> dict[str, Any]:
    new = {"key": "new", "kind": "paragraph", "level": 0, "html": html, "attrs": {}}
    return {"act": "insert", "block": block, **new}


def delete(block: str) -> dict[str, Any]:
    return {"act": "delete", "block": block}


OLD = text("a one", "b two", "c three")


def words_of(document: dict[str, Any]) -> list[str]:
    return [block["html"] for block in document["blocks"]]


def test_operations_make_the_amended_text() -> None:
    operations = [replace("a", "a new"), insert("a", "x"), delete("c")]
    assert words_of(amended(OLD, operations)) == ["a new", "x", "b two"]
    assert touched(operations) == {"a", "c"}
    assert amendment_difference(OLD, operations).splitlines()[:2] == [
        "--- version 1",
        "+++ version 1 as amended",
    ]


@pytest.mark.parametrize("operations", [[delete("z")], [delete("a"), replace("a", "x")]])
def test_an_operation_that_fits_nowhere_is_refused(operations: list[dict[str, Any]]) -> None:
    with pytest.raises(AmendmentMisfit):
        amended(OLD, operations)


@pytest.mark.parametrize(
    ("operations", "new", "held"),
    [
        ([replace("b", "b new")], text("a one", "b new", "c three"), True),
        ([replace("b", "b new")], text("a one", "k new", "c three"), False),
        ([replace("b", "k new")], text("a one", "k new", "c three"), True),
        ([replace("b", "b new")], text("a other", "b new", "c other"), True),
        ([replace("b", "b new")], text("a one", "b new.", "c three"), False),
        ([delete("b")], text("a one", "c three"), True),
        ([delete("b")], text("a one", "z rewritten", "c three"), False),
        ([delete("c")], text("a one", "b two"), True),
        ([delete("a")], text("b two", "c three"), True),
        ([insert("c", "d four")], text("a one", "b two", "c three", "d four"), True),
        ([insert("a", "d four")], text("a one", "b two", "c three", "d four"), False),
        ([insert("a", "d four")], text("a other", "d four", "b other"), True),
        ([delete("a"), insert("a", "d four")], text("d four", "b two", "c three"), True),
        ([replace("a", "a new"), delete("c")], text("a new", "b two"), True),
        ([replace("a", "a new"), delete("c")], text("a new", "b two", "c three"), False),
        ([replace("b", "b new")], OLD, False),
    ],
)
def test_a_later_text_holds_exactly_the_amended_blocks(
    operations: list[dict[str, Any]], new: dict[str, Any], held: bool
) -> None:
    assert carried_out(OLD, operations, new) is held
