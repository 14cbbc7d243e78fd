"""Margin comments and tracked changes of Word files, and the text as it stood before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from consult.drafts.actions.parse_annotated import parse_annotated
from consult.drafts.actions.parse_upload import parse_upload
from consult.drafts.rules.blocks import DroppedKind
from consult.drafts.rules.margin import ChangeKind, apart, quote_of, wordings
from consult.drafts.rules.word.annotated import read_annotated
from tests.drafts.word_files import paragraph, run, word_file
from tests.drafts.word_margins import comments_xml, deleted, ends, inserted, starts

DRAFTS = Path(__file__).parents[2].parent / "shared" / "data" / "drafts"
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'

BODY = (
    paragraph(run("  The draft ") + starts(0) + run("names no") + ends(0) + run(" date. "))
    + paragraph(run("Ministers ") + deleted("may") + inserted("shall") + run(" report."))
    + starts(1)
    + paragraph(run("Two of ") + inserted("the ") + run("seven."))
    + paragraph(run("Last ") + ends(1) + run("words.") + ends(2))
)
COMMENTS = comments_xml(("Ana", "0A", "Name one."), ("Bo", "0B", "Why two?"), ("Cy", "0C", "Yes."))
EXTENDED = (
    f'<w15:commentsEx {W15}><w15:commentEx w15:paraId="0A" w15:done="1"/>'
    '<w15:commentEx w15:paraId="0B" w15:done="0"/>'
    '<w15:commentEx w15:paraId="0C" w15:paraIdParent="0B" w15:done="0"/></w15:commentsEx>'
)


def test_comments_stand_on_their_words_in_the_text_before_the_changes() -> None:
    found = parse_annotated(
        word_file(BODY, others={"comments": COMMENTS, "commentsExtended": EXTENDED})
    )
    assert [block.text for block in found.document.blocks] == [
        "The draft names no date.",
        "Ministers may report.",
        "Two of seven.",
        "Last words.",
    ]
    assert [
        (said.author, said.text, said.quote, said.parent, said.resolved, said.date)
        for said in found.comments
    ] == [
        ("Ana", "Name one.", "names no", None, True, "2026-03-01T10:00:00Z"),
        ("Bo", "Why two?", "Two of seven.\nLast ", None, False, "2026-03-01T10:00:00Z"),
        ("Cy", "Yes.", "", 1, False, "2026-03-01T10:00:00Z"),
    ]
    point = found.comments[2].marked
    assert point is not None
    assert (point.start_block, point.start, point.end) == (3, 11, 11)


def test_changes_that_touch_are_one_wording() -> None:
    found = parse_annotated(word_file(BODY))
    assert [(change.kind, change.old, change.new) for change in found.changes] == [
        (ChangeKind.DELETION, "may", ""),
        (ChangeKind.INSERTION, "", "shall"),
        (ChangeKind.INSERTION, "", "the "),
    ]
    first, second = wordings(found.changes)
    assert (first.kind, first.old, first.new, first.block) == (
        ChangeKind.REPLACEMENT, "may", "shall", 1,
    )  # fmt: skip
    assert found.document.blocks[1].text[first.start : first.end] == "may"
    assert (second.new, second.block, second.start) == ("the ", 2, 7)
    assert [(piece.old, piece.new) for piece in apart(first)] == [("may", ""), ("", "shall")]


def test_changes_of_two_people_stay_two() -> None:
    body = paragraph(run("We ") + deleted("may", "Ana") + inserted("shall", "Bo") + run(" act."))
    assert len(wordings(parse_annotated(word_file(body)).changes)) == 2


def test_moved_words_and_inserted_paragraphs_are_put_back() -> None:
    mark = '<w:rPr><w:ins w:id="3" w:author="Ana"/></w:rPr>'
    body = (
        paragraph(run("A ") + f'<w:moveFrom w:id="4" w:author="Ana">{run("moved ")}</w:moveFrom>')
        + paragraph(inserted("A new paragraph."), mark)
        + paragraph(run("B ") + f'<w:moveTo w:id="5" w:author="Ana">{run("moved")}</w:moveTo>')
    )
    found = parse_annotated(word_file(body))
    assert [block.text for block in found.document.blocks] == ["A moved", "B"]
    assert [(change.old, change.new, change.block) for change in found.changes] == [
        ("moved", "", 0),
        ("", "A new paragraph.\n", 1),
        ("", "moved", 1),
    ]


def test_an_editor_may_have_the_changes_rejected_and_sees_each() -> None:
    data = word_file(BODY)
    accepted, rejected = parse_upload(data, "x"), parse_upload(data, "x", original=True)
    assert [block.text for block in accepted.blocks][1:3] == [
        "Ministers shall report.", "Two of the seven.",
    ]  # fmt: skip
    assert [block.text for block in rejected.blocks][1:3] == [
        "Ministers may report.", "Two of seven.",
    ]  # fmt: skip
    assert [
        (entry.block, entry.what, entry.detail)
        for entry in rejected.dropped
        if entry.what is not DroppedKind.COMMENT
    ] == [
        (1, DroppedKind.REJECTED_DELETION, "may"),
        (1, DroppedKind.REJECTED_INSERTION, "shall"),
        (2, DroppedKind.REJECTED_INSERTION, "the"),
    ]


def test_comments_stand_right_in_tables_lists_and_trimmed_cells() -> None:
    cells = "".join(
        f"<w:tc>{paragraph(run('  ') + starts(n) + run(f'cell {n}') + ends(n) + run('  '))}</w:tc>"
        for n in range(2)
    )
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph(starts(2) + ends(2)) + paragraph("x")
    part = comments_xml(*(("Ana", f"0{n}", str(n)) for n in range(3)))
    found = read_annotated(word_file(body, others={"comments": part}))
    assert [block.text for block in found.document.blocks] == ["cell 0\tcell 1", "x"]
    assert [said.quote for said in found.comments] == ["cell 0", "cell 1", ""]


def test_the_shared_file_has_five_comments_and_two_changes() -> None:
    path = DRAFTS / "second-vnrs.commented.docx"
    if not path.exists():
        pytest.skip("The shared draft second-vnrs.commented.docx is not here.")
    found = parse_annotated(path.read_bytes())
    assert [(said.author, said.quote) for said in found.comments] == [
        ("National Union of Disability Organisations", "收集和分析高质量的分类数据"),
        ("Institute for Open Government", "在线投票程序"),
        ("Women's Rights Network", "印度在第一次自愿国别评估之后"),
        ("Blind Citizens Association", "确保网站和论坛的无障碍性"),
        ("Youth Council", "缺乏时间来举办全面的利益攸关方参与活动"),
    ]
    for said in found.comments:
        assert said.marked is not None
        assert quote_of(found.document.blocks, said.marked) == said.quote
    assert [(change.author, change.old, change.new) for change in found.changes] == [
        ("Statistics Office", "（此处拟删）", ""),
        ("Statistics Office", "", "（建议增补：并说明分类数据的来源。）"),
    ]
