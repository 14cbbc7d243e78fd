"""Markdown becomes blocks with nothing but allow-listed markup."""

from __future__ import annotations

import pytest

from consult.drafts.rules.blocks import (
    BlockKind,
    Dropped,
    DroppedKind,
    ParsedBlock,
    block_text,
    note_reference,
)
from consult.drafts.rules.markdown import parse_markdown, read_markdown

DOCUMENT = """\
## Water

First line
goes on.[^1]

1. one

   more of one
2. two
   - deeper

> said elsewhere

: Table 1. *Wells*

| Place | Depth |
| --- | ---: |
| Versani | 12 & more |

***

    dig()

[^1]: https://example.org
[^2]: Second note.
"""


def block(kind: BlockKind, html: str, level: int = 0, **attrs: str | int | bool) -> ParsedBlock:
    return ParsedBlock(kind, level, html, block_text(html), attrs)


def test_every_kind_of_block_is_read_in_order_with_the_notes_last() -> None:
    number = {"ordered": True, "list": 1}
    assert parse_markdown(DOCUMENT) == [
        block(BlockKind.HEADING, "Water", 2),
        block(BlockKind.PARAGRAPH, f"First line goes on.{note_reference('1')}"),
        block(BlockKind.LIST_ITEM, "one", 1, **number, marker="1.", value=1),
        block(BlockKind.PARAGRAPH, "more of one"),
        block(BlockKind.LIST_ITEM, "two", 1, **number, marker="2.", value=2),
        block(BlockKind.LIST_ITEM, "deeper", 2, ordered=False, list=1, marker="•"),
        block(BlockKind.PARAGRAPH, "said elsewhere"),
        block(BlockKind.CAPTION, "Table 1. <em>Wells</em>"),
        block(
            BlockKind.TABLE_ROW,
            '<th scope="col">Place</th>\t<th scope="col">Depth</th>',
            table=1,
            header=True,
        ),
        block(
            BlockKind.TABLE_ROW,
            "<td>Versani</td>\t<td>12 &amp; more</td>",
            table=1,
            header=False,
        ),
        block(BlockKind.PARAGRAPH, "<code>dig()</code>"),
        block(BlockKind.FOOTNOTE, "https://example.org", note="1"),
        block(BlockKind.FOOTNOTE, "Second note.", note="2"),
    ]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("*a* **b** `c < d`", "<em>a</em> <strong>b</strong> <code>c &lt; d</code>"),
        ("a  \nb", "a<br>\nb"),
        ("<b onclick=x>no</b> a < b", "no a &lt; b"),
        ("[a](https://example.org?x=1&y=2)", '<a href="https://example.org?x=1&amp;y=2">a</a>'),
        ("<a@example.org>", '<a href="mailto:a@example.org">a@example.org</a>'),
        ("[a](ftp://example.org)", "a"),
        ("[a](/elsewhere)", "a"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[^7] and \\[^1]", "[^7] and [^1]"),
        ("`[^1]`\n\n[^1]: note", "<code>[^1]</code>"),
        ("[a]\n\n[a]: https://example.org", "[a]"),
    ],
)
def test_inline_markup_is_allow_listed(source: str, html: str) -> None:
    assert parse_markdown(source)[0].html == html


def test_figures_html_and_links_are_told_and_nothing_is_fetched() -> None:
    source = (
        "![A <well> *here*](http://127.0.0.1:9/a.png)\n\n: Figure 1\n\n"
        "Before ![](b.png) after ![map](c.png).\n\n"
        "<div onclick=x>\nblock\n</div>\n\n[a](/elsewhere)\n\n"
        "| ![cell](d.png) |\n| --- |\n| 1 |\n\n<!-- end -->"
    )
    document = read_markdown(source)
    assert [(found.kind, found.html) for found in document.blocks] == [
        (BlockKind.FIGURE, "A &lt;well&gt; here"),
        (BlockKind.CAPTION, "Figure 1"),
        (BlockKind.PARAGRAPH, "Before  after ."),
        (BlockKind.FIGURE, "map"),
        (BlockKind.PARAGRAPH, "a"),
        (BlockKind.TABLE_ROW, '<th scope="col"></th>'),
        (BlockKind.TABLE_ROW, "<td>1</td>"),
    ]
    assert document.dropped == (
        Dropped(0, DroppedKind.IMAGE, "A <well> here"),
        Dropped(2, DroppedKind.IMAGE, "b.png"),
        Dropped(2, DroppedKind.IMAGE, "map"),
        Dropped(4, DroppedKind.MARKUP, "<div onclick=x> block </div>"),
        Dropped(4, DroppedKind.LINK, "/elsewhere"),
        Dropped(5, DroppedKind.IMAGE, "cell"),
        Dropped(None, DroppedKind.MARKUP, "<!-- end -->"),
    )


def test_a_second_note_with_the_same_label_is_a_paragraph() -> None:
    kinds = [found.kind for found in parse_markdown("[^1]: one\n\n[^1]: two")]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE]


@pytest.mark.parametrize("source", ["", "   \n", "##", "***", "- \n- "])
def test_what_says_nothing_leaves_no_block(source: str) -> None:
    assert parse_markdown(source) == []
