"""What has moved, and where two texts differ in structure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.edition import is_same_text
from consult.drafts.rules.order import moved_keys
from consult.drafts.rules.structure import excerpt, first_difference


def _block(kind: BlockKind, level: int = 0, **attrs: str | int | bool) -> ParsedBlock:
    return ParsedBlock(kind, level, "x", "x", attrs)


def test_one_block_that_passes_many_has_moved_and_they_have_not() -> None:
    assert moved_keys("abcdef", "fabcde") == {"f"}
    assert moved_keys("abcdef", "bcadef") == {"a"}
    assert moved_keys("abc", "abc") == set()
    assert moved_keys("abc", "xayz") == set()
    assert moved_keys("", "abc") == set()


@given(st.permutations(range(12)), st.sets(st.integers(0, 11)))
def test_what_has_not_moved_stands_in_its_old_order(shuffled: list[int], gone: set[int]) -> None:
    new = [key for key in shuffled if key not in gone]
    moved = moved_keys(range(12), new)
    kept = [key for key in new if key not in moved]
    assert kept == sorted(kept)
    assert moved <= set(new)


def test_structure_is_kind_level_and_where_a_row_or_item_belongs() -> None:
    heading = _block(BlockKind.HEADING, 1, number="1")
    row = _block(BlockKind.TABLE_ROW, table=1, header=True)
    item = _block(BlockKind.LIST_ITEM, 1, ordered=True, list=1, marker="a)", value=1)
    same_item = _block(BlockKind.LIST_ITEM, 1, ordered=True, list=1, marker="أ)", value=1)

    assert first_difference([heading, item], [_block(BlockKind.HEADING, 1), same_item]) is None
    assert first_difference([heading], [_block(BlockKind.HEADING, 2)]) == 0
    assert first_difference([heading, row], [heading, _block(BlockKind.TABLE_ROW, table=1)]) == 1
    assert first_difference([heading], [heading, row]) == 1
    assert first_difference([heading, row], [heading]) == 1


def test_an_excerpt_is_one_short_line() -> None:
    long = ParsedBlock(BlockKind.PARAGRAPH, 0, "", "one\n two " * 20)
    assert excerpt(long).startswith("one two one two")
    assert len(excerpt(long)) == 60
    assert excerpt(long).endswith("…")


def test_another_picture_under_the_same_words_is_another_text() -> None:
    one, two = (_block(BlockKind.FIGURE, picture=name) for name in ("a", "b"))
    assert is_same_text([one], [one])
    assert not is_same_text([one], [two])
