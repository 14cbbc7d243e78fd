"""What an editor is told of a source that some people could not read."""

from __future__ import annotations

import pytest

from consult.drafts.rules.accessibility import CRITERIA, MENDS, FindingKind, findings_in
from consult.drafts.rules.blocks import BlockKind, ParsedBlock, block_text
from consult.drafts.rules.markdown import parse_markdown

K = FindingKind


def found(markdown: str) -> list[tuple[FindingKind, int]]:
    return [(one.kind, one.number) for one in findings_in(parse_markdown(markdown))]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# A\n\n## B\n\n### C\n\n## D", []),
        ("words", [(K.NO_HEADING, 1)]),
        ("# A\n\n### B\n\n#### C", [(K.LEVEL_SKIPPED, 2)]),
        ("## A\n\n**Means of implementation**", [(K.BOLD_HEADING, 2)]),
        ("# A\n\n**Note.** Words.\n\n**This is a sentence.**", []),
        ("# A\n\n| a |\n|---|\n| 1 |", []),
        ("# A\n\nSee [here](https://a.example).", [(K.LINK_SAYS_NOTHING, 2)]),
        ("# A\n\nSee [انقر هنا](https://a.example)", [(K.LINK_SAYS_NOTHING, 2)]),
        ("# A\n\n[https://a.example/b](https://a.example/b)", [(K.LINK_SAYS_NOTHING, 2)]),
        ("# A\n\n[the plan at www.a.example](https://a.example) [^1]\n\n[^1]: note", []),
    ],
)
def test_findings(markdown: str, expected: list[tuple[FindingKind, int]]) -> None:
    assert found(markdown) == expected


def test_tables_headings_and_titles_as_word_gives_them() -> None:
    def row(table: int, html: str, *, header: bool = False) -> ParsedBlock:
        attrs = {"table": table, "header": header}
        return ParsedBlock(BlockKind.TABLE_ROW, 0, html, block_text(html), attrs)

    title = ParsedBlock(BlockKind.HEADING, 1, "T", "T", {"role": "title"})
    blocks = [
        title,
        title,
        ParsedBlock(BlockKind.HEADING, 2, "", ""),
        row(1, "<td>a</td>"),
        row(1, "<td>b</td>"),
        row(2, '<th scope="row">a</th>\t<td>b</td>'),
        row(3, "<td>a</td>", header=True),
        row(4, "<td>a</td>"),
    ]
    assert [(one.kind, one.number) for one in findings_in(blocks)] == [
        (K.SEVERAL_TITLES, 2),
        (K.EMPTY_HEADING, 3),
        (K.TABLE_WITHOUT_HEADER, 4),
        (K.TABLE_WITHOUT_HEADER, 8),
    ]


def test_every_kind_names_a_criterion_and_what_mends_it() -> None:
    assert CRITERIA.keys() == MENDS.keys() == set(FindingKind)
