"""What a translator types: it comes back as it went, and cannot break links, notes or cells."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.core.errors import DomainError
from consult.core.sanitize import sanitize_inline
from consult.drafts.rules.blocks import BlockKind, ParsedBlock, block_text, note_reference
from consult.drafts.rules.markup import (
    CellsDiffer,
    LinksDiffer,
    MarkNotClosed,
    NotesDiffer,
    check_same_references,
    from_marks,
    renumbered,
    to_marks,
)
from consult.drafts.rules.typed import read_typed, shown_typed

WORDS = (
    st.text(st.sampled_from("aé_*[]\\<>&^3()| ქم\"'"), min_size=1, max_size=8)
    .map(str.strip)
    .filter(bool)
)


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(["strong", "em", "sub", "sup", "code"])
    return st.one_of(
        st.builds(lambda tag, html: f"<{tag}>{html}</{tag}>", tags, inner),
        st.builds(lambda html: f'<a href="https://example.org/a_(b)?c=1&amp;d">{html}</a>', inner),
        st.builds(lambda one, two: f"{one}<br>\n{two}", inner, inner),
    )


def _bare(html: str) -> str:
    return html.replace(' rel="nofollow ugc noopener noreferrer"', "")


@given(st.lists(st.one_of(WORDS.map(escape), _wrapped(WORDS.map(escape))), max_size=5))
def test_what_is_shown_comes_back_as_it_was(pieces: list[str]) -> None:
    html = sanitize_inline(" ".join(pieces))
    again = sanitize_inline(from_marks(to_marks(html)))
    assert _bare(again).replace("%28", "(").replace("%29", ")") == _bare(html)


def test_marks_are_those_of_the_page() -> None:
    html = f'<strong>Two</strong> <em>of</em> <a href="https://e.org/">3</a>{note_reference("4")}'
    assert to_marks(html) == "**Two** _of_ [3](https://e.org/)[^4]"
    assert to_marks("H<sub>2</sub>O*<br>\nnext") == "H<sub>2</sub>O\\*\nnext"
    assert block_text(from_marks("a < b & c ** d** _e_")) == "a < b & c  d e"


@pytest.mark.parametrize("typed", ["**open", "_a **b_ c**", "[words", "<sub>2", "[a [b](c)](d)"])
def test_marks_that_do_not_pair_are_refused(typed: str) -> None:
    with pytest.raises(MarkNotClosed):
        from_marks(typed)


@given(st.text(st.sampled_from("*_[]()<>/sub^1\\ a\n"), max_size=20))
def test_whatever_is_typed_is_refused_or_clean(typed: str) -> None:
    source = ParsedBlock(BlockKind.PARAGRAPH, 0, "x", "x")
    try:
        html = read_typed(source, [typed])
    except DomainError:
        return
    assert sanitize_inline(html) == html


def test_notes_and_links_must_be_those_of_the_source_in_any_order() -> None:
    source = f'{note_reference("1")} and {note_reference("2")} <a href="https://e.org">here</a>'
    check_same_references(
        source, f'<a href="https://e.org">ici</a> {note_reference("2")}{note_reference("1")}'
    )
    with pytest.raises(NotesDiffer) as notes:
        check_same_references(source, note_reference("1"))
    assert notes.value.params == {"needed": "[^1], [^2]", "found": "[^1]"}
    with pytest.raises(LinksDiffer) as links:
        check_same_references(source, source.replace("e.org", "else.org"))
    assert links.value.params == {"needed": "https://e.org", "found": "https://else.org"}


def test_a_row_is_typed_cell_by_cell_and_keeps_the_cells_of_the_source() -> None:
    html = '<th scope="row">Region</th>\t<td colspan="2">12 <strong>%</strong></td>'
    row = ParsedBlock(BlockKind.TABLE_ROW, 0, html, block_text(html))
    assert shown_typed(row, "") == ["", ""]
    assert shown_typed(row, row.html) == ["Region", "12 **%**"]
    translated = read_typed(row, ["Région", "12 **%**"])
    assert translated == '<th scope="row">Région</th>\t<td colspan="2">12 <strong>%</strong></td>'
    assert read_typed(row, [" ", ""]) == ""
    with pytest.raises(CellsDiffer):
        read_typed(row, ["Région"])
    with pytest.raises(CellsDiffer):
        check_same_references(html, "<td>Région</td>")


def test_notes_are_renumbered_with_the_source() -> None:
    old = note_reference("1") + note_reference("2")
    new = note_reference("4") + note_reference("2")
    translation = note_reference("2") + "," + note_reference("1")
    assert renumbered(translation, old, new) == note_reference("2") + "," + note_reference("4")
    assert renumbered(translation, old, old) == translation
    assert renumbered(translation, old, note_reference("9")) == translation
