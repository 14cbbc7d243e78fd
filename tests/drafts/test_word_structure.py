"""Headings, lists, tables and direction: what kind of block each paragraph becomes."""

from __future__ import annotations

import io
from collections.abc import Mapping

import docx
import pytest
from docx.enum.text import WD_BREAK

from consult.drafts.rules.blocks import BlockKind, Dropped, DroppedKind, ParsedDocument
from consult.drafts.rules.word.document import read_document
from consult.drafts.rules.word.numerals import write_numeral
from tests.drafts.word_files import (
    W,
    item,
    level_xml,
    num,
    numbering_xml,
    pack,
    paragraph,
    parts,
    run,
    style,
    styled,
    styles_xml,
    word_file,
)


def read(body: str, **others: str) -> ParsedDocument:
    return read_document(word_file(body, others=others))


def outline(level: int) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


@pytest.mark.parametrize(
    ("style_id", "name", "inner", "level"),
    [
        ("Heading1", "heading 1", "", 1),
        ("1", "heading 3", "", 3),
        ("berschrift2", "heading 2", outline(1), 2),
        ("u", "Überschrift 4", "", 4),
        ("t", "Titre 2", "", 2),
        ("zh", "标题 3", "", 3),
        ("ar", "عنوان 2", "", 2),
        ("ka", "სათაური 1", "", 1),
        ("Heading9", "heading 9", "", 6),
        ("own", "Section title", outline(2), 3),
        ("TOCHeading", "TOC Heading", '<w:basedOn w:val="Heading1"/>' + outline(9), 0),
        ("child", "My heading", '<w:basedOn w:val="Heading1"/>', 1),
        ("Normal", "Normal", "", 0),
    ],
)
def test_headings_by_name_outline_or_ancestor(
    style_id: str, name: str, inner: str, level: int
) -> None:
    styles = styles_xml(style("Heading1", "heading 1") + style(style_id, name, inner))
    (block,) = read(styled(style_id), styles=styles).blocks
    kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
    assert (block.kind, block.level) == (kind, level)


def test_headings_without_a_style_sheet_and_against_it() -> None:
    assert [block.level for block in read(styled("Heading2") + styled("berschrift3")).blocks] == [
        2,
        3,
    ]
    styles = styles_xml(style("Heading1", "heading 1", outline(0)))
    plain = '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>'
    assert [block.kind for block in read(paragraph("x", plain), styles=styles).blocks] == [
        BlockKind.PARAGRAPH
    ]


def test_styles_in_a_circle_end() -> None:
    circle = style("a", "A", '<w:basedOn w:val="b"/>') + style("b", "B", '<w:basedOn w:val="a"/>')
    assert [block.kind for block in read(styled("a"), styles=styles_xml(circle)).blocks] == [
        BlockKind.PARAGRAPH
    ]


def test_title_caption_contents_and_a_heading_in_bold() -> None:
    styles = styles_xml(
        style("Title", "Title")
        + style("Caption", "caption")
        + style("TOC1", "toc 1")
        + style("Heading1", "heading 1")
    )
    heading = paragraph(run("All bold", "<w:b/>"), '<w:pStyle w:val="Heading1"/>')
    document = read(
        styled("Title", "Water for all") + styled("TOC1", "Goals\t3") + heading + styled("Caption"),
        styles=styles,
    )
    assert [(b.kind, b.level, b.html, dict(b.attrs)) for b in document.blocks] == [
        (BlockKind.HEADING, 1, "Water for all", {"role": "title"}),
        (BlockKind.HEADING, 1, "All bold", {}),
        (BlockKind.CAPTION, 0, "x", {}),
    ]
    assert document.source_title == "Water for all"
    assert document.dropped == (Dropped(1, DroppedKind.CONTENTS),)


def test_lists_count_restart_and_nest() -> None:
    levels = level_xml(0, "decimal", "%1.") + level_xml(1, "lowerLetter", "%1.%2)")
    levels += level_xml(2, "bullet", "\uf0b7")
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = (
        item(1) + item(1, 1) + item(1, 1) + item(1, 2) + item(1, 0, "<w:r/>") + item(1, 1)
        + item(2) + item(1) + item(0) + item(77)
    )  # fmt: skip
    blocks = read(body, numbering=numbering_xml(levels, num(1) + num(2, restart))).blocks
    assert [(block.kind, block.level, dict(block.attrs)) for block in blocks] == [
        (BlockKind.LIST_ITEM, 1, {"ordered": True, "marker": "1.", "list": 1, "value": 1}),
        (BlockKind.LIST_ITEM, 2, {"ordered": True, "marker": "1.a)", "list": 1, "value": 1}),
        (BlockKind.LIST_ITEM, 2, {"ordered": True, "marker": "1.b)", "list": 1, "value": 2}),
        (BlockKind.LIST_ITEM, 3, {"ordered": False, "marker": "•", "list": 1}),
        (BlockKind.LIST_ITEM, 2, {"ordered": True, "marker": "2.a)", "list": 1, "value": 1}),
        (BlockKind.LIST_ITEM, 1, {"ordered": True, "marker": "5.", "list": 2, "value": 5}),
        (BlockKind.LIST_ITEM, 1, {"ordered": True, "marker": "6.", "list": 1, "value": 6}),
        (BlockKind.PARAGRAPH, 0, {}),
        (BlockKind.PARAGRAPH, 0, {}),
    ]


def test_numbered_headings_keep_their_number_beside_the_text() -> None:
    link = '<w:pStyle w:val="Heading{}"/>'
    levels = level_xml(0, "upperRoman", "%1", link.format(1))
    levels += level_xml(1, "decimal", "%1.%2", "<w:isLgl/>" + link.format(2))
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = styles_xml(
        style("Heading1", "heading 1", numbered) + style("Heading2", "heading 2", numbered)
    )
    blocks = read(
        styled("Heading1") * 2 + styled("Heading2"),
        styles=styles,
        numbering=numbering_xml(levels, num(1)),
    ).blocks
    assert [(block.level, block.text, dict(block.attrs)) for block in blocks] == [
        (1, "x", {"number": "I"}),
        (1, "x", {"number": "II"}),
        (2, "x", {"number": "2.1"}),
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (4000, "upperRoman", "4000"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (3, "decimalZero", "03"),
        (10, "chineseCountingThousand", "十"),
        (21, "chineseCounting", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (2, "ideographTraditional", "乙"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (2, "arabicAlpha", "ب"),
        (3, "arabicAbjad", "ج"),
        (12, "hindiNumbers", "१२"),
        (7, "cardinalText", "7"),
        (0, "lowerLetter", "0"),
    ],
)
def test_numerals(value: int, number_format: str, expected: str) -> None:
    assert write_numeral(value, number_format) == expected


def test_direction_from_the_paragraph_and_its_style() -> None:
    styles = styles_xml(style("Rtl", "Arabic text", "<w:pPr><w:bidi/></w:pPr>"))
    body = (
        paragraph("سلام", "<w:bidi/>")
        + styled("Rtl", "سلام")
        + paragraph("Latin", '<w:pStyle w:val="Rtl"/><w:bidi w:val="0"/>')
    )
    blocks = read(body, styles=styles).blocks
    assert [dict(block.attrs) for block in blocks] == [{"dir": "rtl"}, {"dir": "rtl"}, {}]


def test_content_controls_and_alternatives_between_paragraphs() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('a')}</w:sdtContent></w:sdt>"
        f"<w:customXml>{paragraph('b')}</w:customXml>"
        f"<mc:AlternateContent><mc:Choice Requires='x'>{paragraph('c')}</mc:Choice>"
        f"<mc:Fallback>{paragraph('c')}</mc:Fallback></mc:AlternateContent>"
        "<w:altChunk/>"
    )
    document = read(body)
    assert [block.text for block in document.blocks] == ["a", "b", "c"]
    assert document.dropped == (Dropped(None, DroppedKind.EMBEDDED_DOCUMENT),)


STRICT = {
    W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def in_strict_names(members: Mapping[str, bytes]) -> dict[str, bytes]:
    def strict(content: bytes) -> bytes:
        for transitional, name in STRICT.items():
            content = content.replace(transitional.encode(), name.encode())
        return content

    return {name: strict(content) for name, content in members.items()}


def test_strict_and_utf16_files_read_alike() -> None:
    body = styled("Heading2") + paragraph(run("b", "<w:b/>"))
    members = parts(body, others={"styles": styles_xml(style("Heading2", "heading 2"))})
    expected = read_document(pack(members))
    assert read_document(pack(in_strict_names(members))) == expected
    xml = members["word/document.xml"].decode().replace('"UTF-8"', '"UTF-16"')
    members["word/document.xml"] = xml.encode("utf-16")
    assert read_document(pack(members)) == expected


def test_a_document_written_by_python_docx() -> None:
    written = docx.Document()
    written.core_properties.title = "Stated title"
    written.add_heading("Progress", level=2)
    text = written.add_paragraph("Some ")
    text.add_run("bold").bold = True
    text.add_run().add_break(WD_BREAK.LINE)
    text.add_run("line")
    written.add_paragraph("point", style="List Bullet")
    written.add_paragraph("step", style="List Number")
    grid = written.add_table(rows=1, cols=2)
    grid.cell(0, 0).text, grid.cell(0, 1).text = "a", "b"
    buffer = io.BytesIO()
    written.save(buffer)
    document = read_document(buffer.getvalue())
    assert document.source_title == "Stated title"
    assert [(block.kind, block.level, block.html) for block in document.blocks] == [
        (BlockKind.HEADING, 2, "Progress"),
        (BlockKind.PARAGRAPH, 0, "Some <strong>bold</strong><br>\nline"),
        (BlockKind.LIST_ITEM, 1, "point"),
        (BlockKind.LIST_ITEM, 1, "step"),
        (BlockKind.TABLE_ROW, 0, "<td>a</td>\t<td>b</td>"),
    ]
    assert [block.attrs.get("marker") for block in document.blocks[2:4]] == ["•", "1."]
