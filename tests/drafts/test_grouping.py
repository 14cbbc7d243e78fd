"""Which caption belongs to which table or figure."""

from __future__ import annotations

import pytest

from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.grouping import group

KINDS = {
    "c": BlockKind.CAPTION,
    "f": BlockKind.FIGURE,
    "t": BlockKind.TABLE_ROW,
    "p": BlockKind.PARAGRAPH,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fcfc", ["f1c2", "f3c4"]),
        ("cfcf", ["f2c1", "f4c3"]),
        ("ctct", ["t2c1", "t4c3"]),
        ("fct", ["f1", "t3c2"]),
        ("fcp", ["f1c2", "p3"]),
        ("cpf", ["c1", "p2", "f3"]),
        ("pc", ["p1", "c2"]),
        ("tc", ["t1", "c2"]),
        ("tcf", ["t1", "c2", "f3"]),
        ("tct", ["t1", "t3c2"]),
        ("ffc", ["f1", "f2c3"]),
        ("", []),
    ],
)
def test_captions_stand_above_tables_and_below_figures(text: str, expected: list[str]) -> None:
    blocks = [
        ParsedBlock(KINDS[letter], 0, "", "", {"table": place} if letter == "t" else {})
        for place, letter in enumerate(text)
    ]
    letters = {kind: letter for letter, kind in KINDS.items()}
    assert [
        letters[found.kind]
        + "".join(str(member.number) for member in found.members)
        + (f"c{found.caption.number}" if found.caption else "")
        for found in group(blocks)
    ] == expected
