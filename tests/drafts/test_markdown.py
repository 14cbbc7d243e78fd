"""Markdown becomes blocks with nothing but allow-listed markup."""

from __future__ import annotations

import pytest

from consult.drafts.rules.blocks import BlockKind, ParsedBlock, block_text, note_reference
from consult.drafts.rules.markdown import parse_markdown

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
        ("<b onclick=x>no</b>", "&lt;b onclick=x&gt;no&lt;/b&gt;"),
        ("[a](https://example.org?x=1&y=2)", '<a href="https://example.org?x=1&amp;y=2">a</a>'),
        ("<a@example.org>", '<a href="mailto:a@example.org">a@example.org</a>'),
        ("[a](ftp://example.org)", "a"),
        ("[a](/elsewhere)", "a"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("![a](https://example.org/a.png)", '!<a href="https://example.org/a.png">a</a>'),
        ("[^7] and \\[^1]", "[^7] and [^1]"),
        ("`[^1]`\n\n[^1]: note", "<code>[^1]</code>"),
        ("[a]\n\n[a]: https://example.org", "[a]"),
    ],
)
def test_inline_markup_is_allow_listed(source: str, html: str) -> None:
    assert parse_markdown(source)[0].html == html


def test_a_second_note_with_the_same_label_is_a_paragraph() -> None:
    kinds = [found.kind for found in parse_markdown("[^1]: one\n\n[^1]: two")]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE]


@pytest.mark.parametrize("source", ["", "   \n", "##", "***", "- \n- "])
def test_what_says_nothing_leaves_no_block(source: str) -> None:
    assert parse_markdown(source) == []
