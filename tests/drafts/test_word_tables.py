"""Tables: heads, merged cells, what stands in a cell, and frames that are no tables."""

from __future__ import annotations

from consult.drafts.rules.blocks import BlockKind, Dropped, DroppedKind, ParsedDocument
from consult.drafts.rules.word.document import read_document
from tests.drafts.word_files import (
    item,
    level_xml,
    num,
    numbering_xml,
    paragraph,
    style,
    styled,
    styles_xml,
    word_file,
)


def read(body: str, **others: str) -> ParsedDocument:
    return read_document(word_file(body, others=others))


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def rows_of(*rows: str) -> list[str]:
    return [block.html for block in read(table(*rows)).blocks]


START, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
WIDE = '<w:gridSpan w:val="2"/>'


def test_a_table_with_a_head_and_merged_cells() -> None:
    document = read(
        table(
            row(cell("Goal"), cell("Result", WIDE), properties="<w:tblHeader/>"),
            row(cell("6", START), cell("a"), cell("b")),
            row(cell("<w:r/>", GOES_ON), cell("c"), cell("d")),
            row(cell("7"), cell("e", WIDE)),
        )
        + table(row(cell("1"), cell("2")))
    )
    assert [(b.kind, b.html, b.text, dict(b.attrs)) for b in document.blocks] == [
        (
            BlockKind.TABLE_ROW,
            '<th scope="col">Goal</th>\t<th scope="col" colspan="2">Result</th>',
            "Goal\tResult",
            {"table": 1, "header": True},
        ),
        (
            BlockKind.TABLE_ROW,
            '<td rowspan="2">6</td>\t<td>a</td>\t<td>b</td>',
            "6\ta\tb",
            {"table": 1, "header": False},
        ),
        (
            BlockKind.TABLE_ROW,
            "<td>c</td>\t<td>d</td>",
            "c\td",
            {"table": 1, "header": False},
        ),
        (
            BlockKind.TABLE_ROW,
            '<td>7</td>\t<td colspan="2">e</td>',
            "7\te",
            {"table": 1, "header": False},
        ),
        (BlockKind.TABLE_ROW, "<td>1</td>\t<td>2</td>", "1\t2", {"table": 2, "header": False}),
    ]


def test_rows_that_are_merged_away_are_not_counted() -> None:
    assert rows_of(
        row(cell("a", START), cell("b", START)),
        row(cell("<w:r/>", GOES_ON), cell("<w:r/>", GOES_ON)),
        row(cell("c"), cell("d")),
    ) == ["<td>a</td>\t<td>b</td>", "<td>c</td>\t<td>d</td>"]


def test_a_merge_that_continues_nothing_is_a_cell() -> None:
    assert rows_of(row(cell("a", GOES_ON), cell("b"))) == ["<td>a</td>\t<td>b</td>"]


def test_room_before_and_after_the_cells() -> None:
    gaps = '<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>'
    assert rows_of(row(cell("a"), cell("b"), properties=gaps)) == [
        '<td colspan="2"></td>\t<td>a</td>\t<td>b</td>\t<td></td>'
    ]


def test_spans_are_clamped() -> None:
    (html,) = rows_of(row(cell("a", '<w:gridSpan w:val="999999999"/>'), cell("b")))
    assert html == '<td colspan="1000">a</td>\t<td>b</td>'


def test_cells_hold_lines_lists_and_tables() -> None:
    inner = table(row(cell("p"), cell("q")), row(cell("r"), cell("s")))
    levels = numbering_xml(level_xml(0, "decimal", "%1."), num(1))
    rich = f"<w:tc>{paragraph('a')}{item(1)}{inner}{paragraph('z')}</w:tc>"
    (block,) = read(table(row(rich, cell("b"))), numbering=levels).blocks
    assert block.html == "<td>a<br>\n1. x<br>\np\tq<br>\nr\ts<br>\nz</td>\t<td>b</td>"


def test_rows_and_cells_in_content_controls_and_deleted_rows() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    document = read(
        table(
            control(row(cell("a"), control(cell("b")))),
            row(cell("old"), cell("row"), properties="<w:del/>"),
        )
    )
    assert [block.html for block in document.blocks] == ["<td>a</td>\t<td>b</td>"]
    assert document.dropped == (Dropped(None, DroppedKind.TRACKED_DELETION, "old row"),)


def test_a_table_of_one_cell_is_a_frame_round_paragraphs() -> None:
    framed = f"<w:tc>{styled('Heading2', 'Box')}{paragraph('Text')}</w:tc>"
    assert [(b.kind, b.text) for b in read(table(row(framed))).blocks] == [
        (BlockKind.HEADING, "Box"),
        (BlockKind.PARAGRAPH, "Text"),
    ]


def test_a_first_row_that_the_style_sets_apart_is_a_head() -> None:
    styles = styles_xml(
        style("Plain", "Table Grid", kind="table")
        + style("Grid", "Grid Table", '<w:tblStylePr w:type="firstRow"/>', kind="table")
        + style("Own", "Own", '<w:basedOn w:val="Grid"/>', kind="table")
    )

    def heads(name: str, look: str) -> list[bool]:
        properties = f'<w:tblPr><w:tblStyle w:val="{name}"/><w:tblLook {look}/></w:tblPr>'
        rows = row(cell("a"), cell("b")) * 2
        read_blocks = read(f"<w:tbl>{properties}{rows}</w:tbl>", styles=styles).blocks
        return [bool(block.attrs["header"]) for block in read_blocks]

    assert heads("Own", 'w:firstRow="1"') == [True, False]
    assert heads("Own", 'w:val="04A0"') == [True, False]
    assert heads("Own", 'w:val="04A0" w:firstRow="0"') == [False, False]
    assert heads("Own", 'w:val="zz"') == [False, False]
    assert heads("Plain", 'w:firstRow="1"') == [False, False]
