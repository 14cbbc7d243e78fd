"""Blocks as they are stored: nothing but allow-listed markup, rows of a table included."""

from __future__ import annotations

import pytest

from consult.core.errors import TextRefused
from consult.drafts.rules.blocks import BlockKind, ParsedBlock, fingerprint, note_reference
from consult.drafts.rules.cleaning import clean_block


def _cleaned(html: str, kind: BlockKind = BlockKind.PARAGRAPH) -> ParsedBlock:
    return clean_block(ParsedBlock(kind, 0, html, ""))


@pytest.mark.parametrize(
    ("row", "clean"),
    [
        (
            '<th scope="col" onclick="x()">A</th>\t<td colspan="2" rowspan="3">b <em>c</em></td>',
            '<th scope="col">A</th>\t<td colspan="2" rowspan="3">b <em>c</em></td>',
        ),
        ("<td>1 &lt; 2 &amp; 3</td><td></td>", "<td>1 &lt; 2 &amp; 3</td>\t<td></td>"),
        ('<td colspan="1" rowspan="0">a</td>', "<td>a</td>"),
        ('<td colspan="99999" scope="evil">a</td>', "<td>a</td>"),
        ("lost<td>kept</td>lost", "<td>kept</td>"),
        ("<td><script>alert(1)</script>a</td>", "<td>alert(1)a</td>"),
        ("<td>a<table><tr><td>b</td></tr></table></td>", "<td>a</td>\t<td>b</td>"),
        ("<td>a<br>\nb</td>", "<td>a<br>\nb</td>"),
        ('<td><a href="javascript:x">a</a></td>', None),
    ],
)
def test_rows(row: str, clean: str | None) -> None:
    expected = (
        '<td><a rel="nofollow ugc noopener noreferrer">a</a></td>' if clean is None else clean
    )
    assert _cleaned(row, BlockKind.TABLE_ROW).html == expected


def test_the_text_is_worked_out_anew() -> None:
    assert _cleaned("a &amp; <em>b</em><br>\nc").text == "a & b\nc"
    assert _cleaned("<td>a</td><td>b</td>", BlockKind.TABLE_ROW).text == "a\tb"


def test_a_reference_to_a_note_stays_one() -> None:
    html = f"Cities{note_reference('1')} pay."
    cleaned = _cleaned(html)
    assert cleaned.text == "Cities1 pay."
    assert '<sup><a href="#note-1"' in cleaned.html
    assert fingerprint("paragraph", cleaned.html) == fingerprint("paragraph", html)


@pytest.mark.parametrize(
    "html",
    [
        "plain text without markup",
        "a <strong>b</strong> &amp; c > d",
        f"x{note_reference('12')} <a href='https://a.example/?b=1&amp;c=2'>d</a>",
        "non\u00a0breaking &lt;",
    ],
)
def test_cleaning_what_is_clean_changes_nothing(html: str) -> None:
    once = _cleaned(html)
    assert clean_block(once) == once


def test_what_cannot_be_stored_is_refused() -> None:
    for html in ("a\x00b", "a\ud800b", "<em>a\x00</em>"):
        with pytest.raises(TextRefused):
            _cleaned(html)
