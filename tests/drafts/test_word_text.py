"""The words inside a paragraph: markup, links, revisions, fields, notes and what floats."""

from __future__ import annotations

import pytest

from consult.drafts.rules.blocks import BlockKind, Dropped, DroppedKind, block_text
from consult.drafts.rules.word.document import read_document
from tests.drafts.word_files import NAMESPACES, paragraph, run, style, styles_xml, word_file


def read_one(content: str, **parts: dict[str, str]) -> str:
    """The markup of a document's only block."""
    (block,) = read_document(word_file(paragraph(content), **parts)).blocks
    assert block.text == block_text(block.html)
    return block.html


def dropped(content: str, **parts: dict[str, str]) -> list[Dropped]:
    """What is reported for a paragraph that also says "Text"."""
    return list(read_document(word_file(paragraph(content + run("Text")), **parts)).dropped)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<w:b/>", "<strong>x</strong>"),
        ('<w:b w:val="0"/>', "x"),
        ('<w:b w:val="false"/>', "x"),
        ("<w:i/>", "<em>x</em>"),
        ("<w:b/><w:i/>", "<strong><em>x</em></strong>"),
        ('<w:vertAlign w:val="superscript"/>', "<sup>x</sup>"),
        ('<w:vertAlign w:val="subscript"/>', "<sub>x</sub>"),
        ('<w:vertAlign w:val="baseline"/>', "x"),
        ('<w:rStyle w:val="Strong"/>', "<strong>x</strong>"),
        ('<w:rStyle w:val="Strong"/><w:b w:val="0"/>', "x"),
        ('<w:rStyle w:val="Code"/>', "<code>x</code>"),
        ("<w:u/><w:caps/>", "x"),
    ],
)
def test_marks_of_a_run(properties: str, expected: str) -> None:
    styles = styles_xml(
        style("Strong", "Strong", "<w:rPr><w:b/></w:rPr>", "character")
        + style("Code", "HTML Code", "", "character")
    )
    assert read_one(run("x", properties), others={"styles": styles}) == expected


def test_runs_of_one_look_share_their_element() -> None:
    html = read_one(run("a", "<w:b/>") + run("b", "<w:b/>") + run(" ", "<w:i/>") + run("c"))
    assert html == "<strong>ab</strong> c"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("a &lt;b&gt; &amp; c"), "a &lt;b&gt; &amp; c"),
        (run("  \u3000 indented\u00a0 "), "indented"),
        (run("two  spaces"), "two  spaces"),
        ("<w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r>", "ab"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a<br>\nb"),
        ("<w:r><w:t>a</w:t><w:cr/><w:t>b</w:t></w:r>", "a<br>\nb"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', "ab"),
        ("<w:r><w:t>Ver</w:t><w:softHyphen/><w:t>trag</w:t></w:r>", "Vertrag"),
        (run("Ver\u00adtrag"), "Vertrag"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>", "e\u2011mail"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        (run("\uf0b3", '<w:rFonts w:ascii="Symbol"/>'), "≥"),
        (run("\u200fسلام\u200d"), "\u200fسلام\u200d"),
        ("<w:smartTag><w:r><w:t>a</w:t></w:r></w:smartTag>", "a"),
        ("<w:sdt><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>", "a"),
        (
            (
                "<w:r><w:ruby><w:rt><w:r><w:t>kana</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t>"
                "</w:r></w:rubyBase></w:ruby></w:r>"
            ),
            "漢",
        ),
    ],
)
def test_characters(content: str, expected: str) -> None:
    assert read_one(content) == expected


@pytest.mark.parametrize(
    "target",
    ["https://example.org/a?b=1&amp;c=%22", "http://example.org", "mailto:a@example.org"],
)
def test_links_that_lead_somewhere_safe(target: str) -> None:
    link = f'<w:hyperlink r:id="to">{run("there", "<w:b/>")}</w:hyperlink>'
    html = read_one(run("go ") + link, links={"to": target})
    assert html == f'go <a href="{target}"><strong>there</strong></a>'


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#9;script:alert(1)",
        "&#1;javascript:alert(1)",
        " https://example.org",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "https:",
        "http://[",
        "https://example.org/" + "a" * 3000,
        "../other.docx",
    ],
)
def test_links_that_do_not(target: str) -> None:
    target = target.replace("&#1;", "")
    link = f'<w:hyperlink r:id="to">{run("there")}</w:hyperlink>'
    document = read_document(word_file(paragraph(link), links={"to": target}))
    assert [block.html for block in document.blocks] == ["there"]
    assert [entry.what for entry in document.dropped] == [DroppedKind.LINK]


def test_links_written_as_fields() -> None:
    def link(target: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText> HYPERLINK "{target}" \\h</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f"{run('there')}"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    assert read_one(link("https://example.org/")) == '<a href="https://example.org/">there</a>'
    assert read_one(link("javascript:alert(1)")) == "there"
    simple = (
        f'<w:fldSimple w:instr="HYPERLINK &quot;http://example.org/&quot;">{run("x")}</w:fldSimple>'
    )
    assert read_one(simple) == '<a href="http://example.org/">x</a>'
    inner = f'<w:hyperlink w:anchor="bookmark">{run("see above")}</w:hyperlink>'
    assert read_one(inner) == "see above"


def test_fields_keep_their_result_only() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>result</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> after</w:t></w:r>'
    )
    assert read_one(field.replace("<w:t> after", '<w:t xml:space="preserve"> after')) == (
        "result after"
    )


def test_a_field_that_never_ends_costs_one_paragraph() -> None:
    body = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("lost"))
    document = read_document(word_file(body + paragraph("kept")))
    assert [block.text for block in document.blocks] == ["kept"]
    assert document.dropped == (Dropped(0, DroppedKind.FIELD),)


def test_tracked_changes_are_accepted_and_told() -> None:
    deleted = run("perhaps ").replace("w:t>", "w:delText>").replace("w:t ", "w:delText ")
    content = (
        run("We will ")
        + f"<w:del>{deleted}</w:del>"
        + f"<w:ins>{run('surely ')}</w:ins>"
        + f"<w:moveFrom>{run('gone ')}</w:moveFrom><w:moveTo>{run('act')}</w:moveTo>"
    )
    document = read_document(word_file(paragraph(content)))
    assert [block.html for block in document.blocks] == ["We will surely act"]
    assert document.dropped == (
        Dropped(0, DroppedKind.TRACKED_DELETION, "perhaps"),
        Dropped(0, DroppedKind.TRACKED_INSERTION, "surely"),
    )


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = paragraph("One ", "<w:rPr><w:del/></w:rPr>")
    heading = paragraph("two", '<w:outlineLvl w:val="1"/>')
    (block,) = read_document(word_file(first + heading)).blocks
    assert (block.kind, block.level, block.text) == (BlockKind.HEADING, 2, "One two")
    (alone,) = read_document(word_file(first)).blocks
    assert alone.text == "One"


def test_comments_are_told_without_their_authors() -> None:
    comments = (
        f'<w:comments {NAMESPACES}><w:comment w:id="4" w:author="N. N."><w:p>'
        "<w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    reference = '<w:r><w:commentReference w:id="4"/></w:r>'
    assert dropped(reference, others={"comments": comments}) == [
        Dropped(0, DroppedKind.COMMENT, "Is this right?")
    ]


def picture(uri: str = "http://schemas.openxmlformats.org/drawingml/2006/picture") -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="A well"/>'
        f'<a:graphic><a:graphicData uri="{uri}"/></a:graphic></wp:inline></w:drawing></w:r>'
    )


@pytest.mark.parametrize(
    ("content", "what", "detail"),
    [
        (picture(), DroppedKind.IMAGE, "A well"),
        (
            picture("http://schemas.openxmlformats.org/drawingml/2006/chart"),
            DroppedKind.CHART,
            "A well",
        ),
        (picture("urn:other"), DroppedKind.DRAWING, "A well"),
        ("<w:r><w:pict><v:imagedata o:title='Map'/></w:pict></w:r>", DroppedKind.IMAGE, "Map"),
        (
            '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>',
            DroppedKind.EMBEDDED_OBJECT,
            "Excel.Sheet.12",
        ),
        (run("secret", "<w:vanish/>"), DroppedKind.HIDDEN_TEXT, "secret"),
        (run("old", "<w:strike/>"), DroppedKind.STRIKETHROUGH, "old"),
        (
            (
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here"
                "</w:t></w:r></w:sdtContent></w:sdt>"
            ),
            DroppedKind.PLACEHOLDER,
            "Click here",
        ),
        ('<w:r><w:sym w:font="Webdings" w:char="F031"/></w:r>', DroppedKind.SYMBOL, "Webdings"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", DroppedKind.FORMULA, "a+b"),
    ],
)
def test_what_is_left_out_is_told(content: str, what: DroppedKind, detail: str) -> None:
    assert dropped(content) == [Dropped(0, what, detail)]


def test_struck_text_and_formulas_stay_readable() -> None:
    formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    assert read_one(run("old ", "<w:strike/>") + formula) == "old a+b"


def text_box(text: str) -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:txbx>"
        f"<w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx></wp:anchor></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{paragraph(text)}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_a_text_box_follows_its_paragraph_and_counts_once() -> None:
    document = read_document(word_file(paragraph(run("Before") + text_box("Boxed"))))
    assert [block.text for block in document.blocks] == ["Before", "Boxed"]
    assert document.dropped == ()
