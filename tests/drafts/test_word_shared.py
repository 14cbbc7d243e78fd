"""Real documents, read by us and by python-docx, which counts independently."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import docx
import pytest

from consult.drafts.actions.parse_upload import parse_upload
from consult.drafts.rules.blocks import BlockKind, DroppedKind, block_text

DRAFTS = Path(__file__).parents[2].parent / "shared" / "data" / "drafts"
MARGIN = " \t\n\r\u00a0\u3000"


def load(name: str) -> bytes:
    path = DRAFTS / name
    if not path.exists():
        pytest.skip(f"The shared draft {name} is not here.")
    return path.read_bytes()


def counted_elsewhere(data: bytes) -> list[tuple[int, str]]:
    """Level and text of every non-empty paragraph of the body, after python-docx."""
    found = []
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        name = paragraph.style.name if paragraph.style else ""
        match = re.fullmatch(r"Heading (\d)", name or "")
        level = 1 if name == "Title" else int(match.group(1)) if match else 0
        text = paragraph.text.replace("\xad", "").strip(MARGIN)
        if text:
            found.append((level, text))
    return found


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("large-draft.de.docx", {1: 1, 2: 11, 3: 56, 4: 135}),
        ("second-vnrs.zh-hans.docx", {1: 4, 2: 4}),
        ("evaluation-2020-2021.zh-hans.docx", {1: 7, 2: 2}),
    ],
)
def test_every_paragraph_and_heading_level_is_kept(name: str, headings: dict[int, int]) -> None:
    data = load(name)
    document = parse_upload(data, name)
    read = [
        (block.level if block.kind is BlockKind.HEADING else 0, block.text)
        for block in document.blocks
        if block.kind is not BlockKind.TABLE_ROW
    ]
    assert read == counted_elsewhere(data)
    assert Counter(level for level, _ in read if level) == headings
    assert document.dropped == ()
    assert all(block.text == block_text(block.html) for block in document.blocks)


def test_the_federal_act_has_all_its_paragraphs() -> None:
    assert len(parse_upload(load("large-draft.de.docx"), "x").blocks) == 1233


def test_a_real_table_keeps_every_cell() -> None:
    data = load("evaluation-2020-2021.zh-hans.docx")
    rows = [b for b in parse_upload(data, "x").blocks if b.kind is BlockKind.TABLE_ROW]
    (table,) = docx.Document(io.BytesIO(data)).tables
    assert [row.text for row in rows] == [
        "\t".join(cell.text.strip(MARGIN) for cell in row.cells) for row in table.rows
    ]
    assert {row.attrs["table"] for row in rows} == {1}


def test_the_commented_draft_reads_like_the_plain_one() -> None:
    plain = parse_upload(load("second-vnrs.zh-hans.docx"), "x")
    commented = parse_upload(load("second-vnrs.commented.docx"), "x")
    told = Counter(entry.what for entry in commented.dropped)
    assert told == {
        DroppedKind.COMMENT: 5,
        DroppedKind.TRACKED_DELETION: 1,
        DroppedKind.TRACKED_INSERTION: 1,
    }
    changed = [
        (before.text, after.text)
        for before, after in zip(plain.blocks, commented.blocks, strict=True)
        if before != after
    ]
    (insertion,) = [
        entry.detail for entry in commented.dropped if entry.what is DroppedKind.TRACKED_INSERTION
    ]
    assert [after for _, after in changed] == [before + insertion for before, _ in changed]
    assert len(changed) == 1
