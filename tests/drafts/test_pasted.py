"""What Word, Google Docs and browsers put on a clipboard, as blocks."""

from __future__ import annotations

from typing import Any

import pytest

from consult.drafts.actions.parse_upload import parse_pasted
from consult.drafts.rules.blocks import BlockKind, Dropped, DroppedKind, block_text
from consult.drafts.rules.pasted.document import read_pasted
from consult.drafts.rules.upload import FileBomb, FileEmpty

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {}</style></head>
<body lang=EN><!--StartFragment-->
<p class=MsoTitle>The Review<o:p></o:p></p>
<h1 style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.
<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Water</h1>
<p class=MsoNormal>Some <b style='mso-bidi-font-weight:normal'>bold</b>
text<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
class=MsoFootnoteReference>[1]</span></a><a href="#_edn1">[i]</a>.</p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span></span>
</span>One</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>b)
<span>&nbsp; </span></span>Two</p>
<p class=MsoCaption>Table 1</p>
<p class=MsoHeading7>Seventh</p><p class=MsoToc1>Contents....3</p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> The <i>note</i>.</p></div></div>
<div style='mso-element:endnote-list'><div style='mso-element:endnote' id=edn1>
<p><a href="#_ednref1">[i]</a> The end.</p></div></div></body></html>"""

GOOGLE = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">
<h2 dir="ltr"><span style="font-weight:700">Water</span></h2>
<p dir="rtl"><span style="font-weight:400">a </span><span
style="font-weight:700;font-style:italic">b</span><span style="vertical-align:super">2</span></p>
<ul><li aria-level="1"><p role="presentation"><span>item</span></p></li>
<ul><li aria-level="2"><p>inner</p></li></ul></ul></b>"""


def blocks(html: str) -> list[tuple[str, int, str, dict[str, Any]]]:
    read = read_pasted(html.encode()).blocks
    assert all(block.text == block_text(block.html) for block in read)
    return [(block.kind.value, block.level, block.html, dict(block.attrs)) for block in read]


def dropped(html: str) -> list[tuple[DroppedKind, str]]:
    return [(entry.what, entry.detail) for entry in read_pasted(html.encode()).dropped]


def test_what_word_copies() -> None:
    assert blocks(WORD) == [
        ("heading", 1, "The Review", {"role": "title"}),
        ("heading", 1, "Water", {"number": "1."}),
        (
            "paragraph",
            0,
            'Some <strong>bold</strong> text<sup><a href="#note-1">1</a></sup>'
            '<sup><a href="#note-i">i</a></sup>.',
            {},
        ),
        ("list_item", 1, "One", {"ordered": False, "list": 2, "marker": "•"}),
        ("list_item", 2, "Two", {"ordered": True, "list": 2, "marker": "b)", "value": 1}),
        ("caption", 0, "Table 1", {}),
        ("heading", 6, "Seventh", {}),
        ("footnote", 0, "The <em>note</em>.", {"note": "1"}),
        ("footnote", 0, "The end.", {"note": "i"}),
    ]
    assert dropped(WORD) == [(DroppedKind.CONTENTS, "")]


def test_what_google_docs_copies() -> None:
    assert blocks(GOOGLE) == [
        ("heading", 2, "Water", {}),
        ("paragraph", 0, "a <strong><em>b</em></strong><sup>2</sup>", {"dir": "rtl"}),
        ("list_item", 1, "item", {"ordered": False, "list": 1, "marker": "•"}),
        ("list_item", 2, "inner", {"ordered": False, "list": 1, "marker": "•"}),
    ]


def test_lists_of_a_web_page() -> None:
    html = "<ol start=3 type=a><li>x<ul><li>y</ul><p>more<li>z</ol><p role=heading aria-level=4>h"
    assert blocks(html) == [
        ("list_item", 1, "x", {"ordered": True, "list": 1, "marker": "c.", "value": 3}),
        ("list_item", 2, "y", {"ordered": False, "list": 1, "marker": "•"}),
        ("paragraph", 0, "more", {}),
        ("list_item", 1, "z", {"ordered": True, "list": 1, "marker": "d.", "value": 4}),
        ("heading", 4, "h", {}),
    ]


def test_tables_with_their_heads_spans_and_captions() -> None:
    html = """<table><caption>Prices</caption><colgroup><col></colgroup>
    <tr><th colspan=2><p><b>Goal</b></p></th><th>R</th></tr>
    <tbody><tr><td rowspan="999999999999">6<br>x</td><td><ol><li>q<li>w</ol></td><td></td></tr>
    </tbody></table><table><tr><td><p>framed</p><p>text</p></td></tr></table>"""
    assert blocks(html) == [
        ("caption", 0, "Prices", {}),
        (
            "table_row",
            0,
            '<th scope="col" colspan="2">Goal</th>\t<th scope="col">R</th>',
            {"table": 1, "header": True},
        ),
        (
            "table_row",
            0,
            "<td>6<br>\nx</td>\t<td>1. q<br>\n2. w</td>\t<td></td>",
            {"table": 1, "header": False},
        ),
        ("paragraph", 0, "framed", {}),
        ("paragraph", 0, "text", {}),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a  b\n c", "a b c"),
        ("<span>a </span><b> b</b>", "a <strong>b</strong>"),
        ("a&nbsp;&lt;b&gt; &amp;amp;", "a\u00a0&lt;b&gt; &amp;amp;"),
        ("<div>a<br>b</div>", "a<br>\nb"),
        ("<pre>a\n  b</pre>", "<code>a<br>\n  b</code>"),
        ("<a href='https://example.org/?a=1&amp;b=2'>x</a>", '<a href="https://example.org/?a=1&amp;b=2">x</a>'),
        ("<code>x</code><sub>2</sub>", "<code>x</code><sub>2</sub>"),
        ("<h2><b>all bold</b></h2>", "all bold"),
        ("Ver\u00adtrag\ufeff", "Vertrag"),
    ],
)  # fmt: skip
def test_words(html: str, expected: str) -> None:
    assert [html for _, _, html, _ in blocks(html)] == [expected]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>evil()</script>", (DroppedKind.MARKUP, "script")),
        ("<iframe src='https://example.org'></iframe>", (DroppedKind.MARKUP, "iframe")),
        ("<form><input value=x></form>", (DroppedKind.MARKUP, "input")),
        ("<a href='javascript:alert(1)'>x</a>", (DroppedKind.LINK, "javascript:alert(1)")),
        ("<a href='#cite-1'>[1]</a>", (DroppedKind.LINK, "#cite-1")),
        ("<img src='file:///C:/a.png'>", (DroppedKind.IMAGE, "file:///C:/a.png")),
        ("<span style='mso-hide:all'>secret</span>", (DroppedKind.HIDDEN_TEXT, "secret")),
        ("<p style='display: none'>secret", (DroppedKind.HIDDEN_TEXT, "secret")),
        ("<del>old</del>", (DroppedKind.TRACKED_DELETION, "old")),
        ("<ins>new</ins>", (DroppedKind.TRACKED_INSERTION, "new")),
        ("<s>old</s>", (DroppedKind.STRIKETHROUGH, "old")),
        ("<div style='mso-element:comment-list'>No!</div>", (DroppedKind.COMMENT, "No!")),
    ],
)
def test_everything_else_is_told(html: str, expected: tuple[DroppedKind, str]) -> None:
    assert dropped(f"<p>Text</p>{html}") == [expected]


def test_a_picture_leaves_its_alternative_text() -> None:
    document = read_pasted(b"<p>a<img src='https://example.org/x.png' alt='A &lt;map&gt;'>b</p>")
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.PARAGRAPH, "a"),
        (BlockKind.FIGURE, "A <map>"),
        (BlockKind.PARAGRAPH, "b"),
    ]
    assert document.dropped == (Dropped(1, DroppedKind.IMAGE, "A <map>"),)


@pytest.mark.parametrize("html", ["", "<p>", "<script>x</script>", "<!-- only this -->"])
def test_no_text_is_refused(html: str) -> None:
    with pytest.raises(FileEmpty):
        read_pasted(html.encode())


def test_markup_too_deep_is_refused_rather_than_cut() -> None:
    with pytest.raises(FileBomb):
        read_pasted(b"<div>" * 3_000 + b"text")


def test_it_is_read_in_the_limited_process() -> None:
    (block,) = parse_pasted("<p>Forêts \ud800</p>").blocks
    assert block.text == "Forêts ?"
