"""Editing a draft: words are kept, numbers agree, and every change can be taken back."""

from __future__ import annotations

from collections import Counter
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.core.errors import DomainError
from consult.drafts.rules.blocks import BlockKind, ParsedBlock, block_text
from consult.drafts.rules.cleaning import clean_block
from consult.drafts.rules.editing.acts import (
    Act,
    Merge,
    Move,
    Remove,
    Retype,
    Reword,
    Split,
    changed_by,
)
from consult.drafts.rules.editing.change import (
    Text,
    done,
    followed,
    restore_change,
    store_change,
    taken_back,
)
from consult.drafts.rules.editing.cut import cut, sentence_starts
from consult.drafts.rules.editing.markup import from_typed, typed
from consult.drafts.rules.editing.numbering import write_marker
from consult.drafts.rules.editing.refusals import (
    HeaderNotFirst,
    LinkRefused,
    NoteInUse,
    NothingChanged,
    RowsShareCells,
)
from consult.drafts.rules.editing.shapes import INLINE_SHAPES, ROW_SHAPES, Shape
from consult.drafts.rules.markdown import parse_markdown

WORDS = st.text(alphabet="ab *_~^`[]()\\<&é水\u0627.", min_size=1, max_size=12).filter(
    lambda text: text.strip()
)


@st.composite
def markups(draw: st.DrawFn) -> str:
    """Return some inline markup, marks inside marks."""
    pieces = []
    for _index in range(draw(st.integers(1, 3))):
        piece = escape(draw(WORDS), quote=False)
        tags = st.sampled_from(["strong", "em", "sub", "code", "a"])
        for tag in draw(st.lists(tags, max_size=2, unique=True)):
            start = '<a href="https://a.example/(b)_c">' if tag == "a" else f"<{tag}>"
            piece = f"{start}{piece}</{tag}>"
        pieces.append(piece)
    return draw(st.sampled_from(["", " ", "<br>\n"])).join(pieces)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Return a draft's text with headings, lists, a table and a footnote."""
    sources = draw(
        st.lists(
            st.sampled_from(
                [
                    "# Head",
                    "Some words. And more.",
                    "1. one\n2. two\n   - inner\n3. three",
                    "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |",
                    ": Caption",
                    "Noted[^1].",
                ]
            ),
            min_size=1,
            max_size=5,
        )
    )
    blocks = [clean_block(one) for one in parse_markdown("\n\n".join([*sources, "[^1]: Note."]))]
    pointer = st.one_of(st.none(), st.integers(0, len(blocks) - 1))
    return Text(tuple(blocks), tuple(draw(st.lists(pointer, max_size=4))))


def acts(count: int) -> st.SearchStrategy[Act]:
    number = st.integers(1, count)
    return st.one_of(
        st.builds(Merge, number),
        st.builds(Split, number, st.integers(0, 22)),
        st.builds(Retype, number, st.sampled_from([*INLINE_SHAPES, *ROW_SHAPES])),
        st.builds(Move, number, number),
        st.builds(Remove, number),
    )


def letters(text: Text) -> Counter[str]:
    """Count what a reader sees, automatic numbers left aside."""
    return Counter("".join("".join(block.text.split()) for block in text.blocks))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_change_keeps_the_words_agrees_and_can_be_taken_back(data: st.DataObject) -> None:
    text = data.draw(texts())
    for _round in range(3):
        act = data.draw(acts(len(text.blocks)))
        try:
            change = changed_by(text, act)
        except DomainError:
            continue
        after = done(text, change)
        assert done(after, taken_back(change)) == text
        assert restore_change(store_change(change)) == change
        missing = letters(text) - letters(after)
        assert isinstance(act, Remove) or not missing
        assert_agrees(after)
        text = after


def assert_agrees(text: Text) -> None:
    """Hold what `ParsedBlock` says of attributes, and that tables are counted in order."""
    tables = [block.attrs["table"] for block in text.blocks if block.kind is BlockKind.TABLE_ROW]
    assert list(dict.fromkeys(tables)) == list(range(1, len(set(tables)) + 1))
    last: dict[object, int] = {}
    for index, block in enumerate(text.blocks):
        if block.kind is BlockKind.TABLE_ROW:
            table = block.attrs["table"]
            assert last.get(table, index - 1) == index - 1
            last[table] = index
        elif block.kind is BlockKind.LIST_ITEM:
            assert {"ordered", "marker", "list"} <= block.attrs.keys()
        assert block.text == block_text(block.html)
        assert 1 <= block.level <= 6 or block.kind not in (BlockKind.HEADING, BlockKind.LIST_ITEM)
    assert all(pointer is None or pointer < len(text.blocks) for pointer in text.pointers)


@given(WORDS, WORDS)
def test_a_merged_block_splits_into_what_it_was(one: str, two: str) -> None:
    blocks = [
        clean_block(ParsedBlock(BlockKind.PARAGRAPH, 0, f"<em>{escape(words.strip())}</em>", ""))
        for words in (one, two)
    ]
    text = Text(tuple(blocks))
    merged = done(text, changed_by(text, Merge(1)))
    at = len(merged.blocks[0].text) - len(blocks[1].text)
    assert done(merged, changed_by(merged, Split(1, at))) == text


@given(markups(), st.integers(0, 40))
def test_words_come_back_as_they_were_typed_and_a_cut_loses_none(html: str, at: int) -> None:
    assert from_typed(typed(html), ()) == html.replace("\n", "").replace("<br>", "<br>\n")
    first, second = cut(html, at)
    assert block_text(first) + block_text(second) == block_text(html)


def test_what_is_typed() -> None:
    assert from_typed("**a_b_** 2 * 3 [^1][^9]", {"1"}) == (
        '<strong>a<em>b</em></strong> 2 * 3 <sup><a href="#note-1">1</a></sup>[^9]'
    )
    assert from_typed("H~2~O, 10^6^ \\_ [x](mailto:a@b.example)", ()) == (
        'H<sub>2</sub>O, 10<sup>6</sup> _ <a href="mailto:a@b.example">x</a>'
    )
    assert from_typed("open **and [left", ()) == "open **and [left"
    with pytest.raises(LinkRefused):
        from_typed("[x](javascript:alert)", ())


def after(markdown: str, act: Act) -> tuple[ParsedBlock, ...]:
    text = Text(tuple(clean_block(block) for block in parse_markdown(markdown)))
    return done(text, changed_by(text, act)).blocks


def markers(blocks: tuple[ParsedBlock, ...]) -> list[object]:
    return [block.attrs.get("marker") for block in blocks]


def test_numbered_items_count_on() -> None:
    three = "3) a\n4) b\n5) c"
    assert markers(after(three, Remove(1))) == ["3)", "4)"]
    assert markers(after(three, Move(3, 1))) == ["3)", "4)", "5)"]
    assert markers(after("1. a b\n2. c", Split(1, 2))) == [
        "1.",
        "2.",
        "3.",
    ]
    numbered = Shape(BlockKind.LIST_ITEM, 1, ordered=True)
    assert markers(after("1. a\n2. b\n\nwords", Retype(3, numbered))) == ["1.", "2.", "3."]
    moved_in = after("1. a\n   1. x\n2. b\n3. c", Retype(3, Shape(BlockKind.LIST_ITEM, 2, True)))
    assert markers(moved_in) == ["1.", "1.", "2.", "2."]


@pytest.mark.parametrize(
    ("marker", "old", "new", "expected"),
    [
        ("(a)", 1, 2, "(b)"),
        ("iv.", 4, 9, "ix."),
        ("2.3", 3, 4, "2.4"),
        ("§ 9", 9, 10, "§ 10"),
        ("٣.", 3, 4, "٤."),
        ("?", 3, 4, "4."),
    ],
)
def test_markers_are_written_in_their_own_manner(
    marker: str, old: int, new: int, expected: str
) -> None:
    assert write_marker(marker, old, new) == expected


TABLES = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nbetween\n\n| c |\n|---|\n| 5 |"


def test_a_table_that_is_parted_is_two_and_one_that_is_joined_is_one() -> None:
    def tables(blocks: tuple[ParsedBlock, ...]) -> list[object]:
        return [block.attrs.get("table") for block in blocks]

    assert tables(after(TABLES, Retype(2, Shape(BlockKind.PARAGRAPH)))) == [1, None, 2, None, 3, 3]
    assert tables(after(TABLES, Move(4, 1))) == [None, 1, 1, 1, 2, 2]
    assert tables(after(TABLES, Move(4, 3))) == [1, 1, None, 2, 3, 3]
    beside = TABLES.replace("between", ": x")
    text = Text(tuple(clean_block(block) for block in parse_markdown(beside)))
    text = done(text, changed_by(text, Remove(4)))
    assert tables(done(text, changed_by(text, Merge(3))).blocks) == [1, 1, 1, 1, 1]


def test_header_rows_stand_at_the_top_and_cells_keep_their_markup() -> None:
    header = Shape(BlockKind.TABLE_ROW, header=True)
    made = after(TABLES, Retype(2, header))[1]
    assert made.html == '<th scope="col">1</th>\t<th scope="col">2</th>'
    with pytest.raises(HeaderNotFirst):
        after(TABLES, Retype(3, header))
    assert after(TABLES, Reword(2, ("**x**", "y")))[1].html == (
        "<td><strong>x</strong></td>\t<td>y</td>"
    )
    assert after(TABLES, Merge(2))[1].text == "1 3\t2 4"


def test_rows_that_share_a_cell_stay_together() -> None:
    rows = [
        ParsedBlock(BlockKind.TABLE_ROW, 0, html, block_text(html), {"table": 1, "header": False})
        for html in ('<td rowspan="2">a</td>\t<td>b</td>', "<td>c</td>", "<td>d</td>\t<td>e</td>")
    ]
    text = Text(tuple(rows))
    for act in (Remove(2), Move(3, 2), Retype(1, Shape(BlockKind.PARAGRAPH))):
        with pytest.raises(RowsShareCells):
            changed_by(text, act)
    assert len(done(text, changed_by(text, Move(3, 1))).blocks) == 3


def test_a_footnote_that_is_referred_to_stays() -> None:
    noted = "Words[^1].\n\nMore.\n\n[^1]: Note."
    with pytest.raises(NoteInUse) as refused:
        after(noted, Remove(3))
    assert refused.value.params == {"note": "1", "number": 1}
    assert after(noted, Retype(2, Shape(BlockKind.FOOTNOTE)))[1].attrs == {"note": "2"}
    with pytest.raises(NothingChanged):
        after(noted, Retype(2, Shape(BlockKind.PARAGRAPH)))


def test_a_number_becomes_words_where_the_new_kind_shows_none() -> None:
    made = after("1. first\n2. second", Retype(2, Shape(BlockKind.PARAGRAPH)))[1]
    assert made.text == "2. second"
    heading = after("1. first\n2. second", Retype(2, Shape(BlockKind.HEADING, 2)))[1]
    assert (heading.text, heading.attrs) == ("second", {"number": "2."})


def test_what_was_dropped_stays_with_its_block() -> None:
    blocks = tuple(clean_block(one) for one in parse_markdown("a b\n\nc\n\nd"))
    text = Text(blocks, (0, 1, 2, None))
    assert done(text, changed_by(text, Split(1, 2))).pointers == (0, 2, 3, None)
    assert done(text, changed_by(text, Merge(1))).pointers == (0, 0, 1, None)
    assert done(text, changed_by(text, Move(3, 1))).pointers == (1, 2, 0, None)
    assert done(text, changed_by(text, Remove(3))).pointers == (0, 1, None, None)
    assert followed(2, changed_by(text, Remove(3)).steps) is None


def test_sentences() -> None:
    text = "One. Two? Three (v. 2)."
    assert [text[at:] for at in sentence_starts(text)] == [
        "Two? Three (v. 2).",
        "Three (v. 2).",
        "2).",
    ]
    assert sentence_starts("一。二。") == [2]
