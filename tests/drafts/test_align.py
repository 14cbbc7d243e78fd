"""Which block comes from which: moves, edits, repetitions, scripts without spaces."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.drafts.rules.align import How, Match, align
from consult.drafts.rules.shingles import Shingles
from tests.drafts.alike import PlainBlock


def aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, How]]:
    matches = align([PlainBlock(text) for text in old], [PlainBlock(text) for text in new])
    return [(match.old_index, match.how) for match in matches]


WATER = "Nine in ten households now have safe drinking water within half an hour's walk."
ROADS = "The ministry repaired four hundred kilometres of rural roads after the floods."
TEACH = "Two thousand teachers were trained in the languages that children speak at home."


def test_insertion_deletion_and_move() -> None:
    assert aligned([WATER, ROADS, TEACH], [WATER, "Energy", TEACH]) == [
        (0, How.SAME),
        (None, How.NEW),
        (2, How.SAME),
    ]
    assert aligned([WATER, ROADS, TEACH], [TEACH, WATER, ROADS]) == [
        (2, How.MOVED),
        (0, How.SAME),
        (1, How.SAME),
    ]


def test_repeated_blocks_pair_in_order() -> None:
    gone = "(repealed)"
    old = ["a", gone, "b", gone, "c", gone]
    assert aligned(old, ["a", gone, "new", "b", gone, "c", gone]) == [
        (0, How.SAME),
        (1, How.SAME),
        (None, How.NEW),
        (2, How.SAME),
        (3, How.SAME),
        (4, How.SAME),
        (5, How.SAME),
    ]
    assert aligned([gone] * 3, [gone] * 2) == [(0, How.SAME), (1, How.SAME)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (WATER, WATER.replace("Nine", "Eight").replace("now", "")),
        (
            "水和环境卫生的普及率在过去五年中有所提高。",
            "水和环境卫生的覆盖率在过去五年中明显提高。",
        ),
        (
            "სასმელი წყალი ხელმისაწვდომია სოფლებში.",
            "უსაფრთხო სასმელი წყალი ხელმისაწვდომია სოფლებში.",
        ),
        (
            "مياه الشرب متاحة في جميع القرى منذ عام 2019.",
            "مياه الشرب النظيفة متاحة في القرى منذ عام 2020.",
        ),
    ],
)
def test_an_edited_block_is_found_in_any_script(before: str, after: str) -> None:
    assert aligned([ROADS, before, TEACH], [ROADS, after, TEACH])[1] == (1, How.SIMILAR)
    found = aligned([before, ROADS, TEACH], [ROADS, TEACH, after])[2]
    assert found[1] in {How.SIMILAR, How.NEW}


def test_an_edited_block_is_found_where_it_moved() -> None:
    edited = WATER.replace("Nine", "Eight")
    assert aligned([WATER, ROADS, TEACH], [ROADS, TEACH, edited]) == [
        (1, How.SAME),
        (2, How.SAME),
        (0, How.SIMILAR),
    ]


def test_a_rewritten_block_is_new() -> None:
    assert aligned([WATER], [TEACH]) == [(None, How.NEW)]


def test_the_likest_wins_and_no_block_is_given_twice() -> None:
    close, closer = WATER.replace("Nine", "Four"), WATER.replace("Nine", "Nine or")
    assert aligned([WATER], [close, closer]) == [(None, How.NEW), (0, How.SIMILAR)]


def test_another_kind_needs_more_likeness() -> None:
    old, new = [PlainBlock(WATER)], [PlainBlock(WATER, "list_item")]
    assert align(old, new) == [Match(0, 0, How.SIMILAR, 1000)]
    edited = [PlainBlock(WATER[:50] + " by the year's end.", "list_item")]
    assert align(old, edited) == [Match(0, None, How.NEW, 0)]


def test_known_pairs_go_first() -> None:
    blocks = [PlainBlock("a"), PlainBlock("b")]
    assert align(blocks, blocks, known={0: 1}) == [
        Match(0, 1, How.KEY, 1000),
        Match(1, None, How.NEW, 0),
    ]


def test_a_renumbered_footnote_is_no_change() -> None:
    class Cited(PlainBlock):
        @property
        def html(self) -> str:
            return f'Text<sup><a href="#note-{self.text}">{self.text}</a></sup>'

    assert [match.how for match in align([Cited("3")], [Cited("12")])] == [How.SAME]


def test_likeness_is_symmetric_and_exact_at_its_ends() -> None:
    water, roads = Shingles(WATER), Shingles(ROADS)
    assert water.likeness(Shingles(WATER)) == 1000
    assert water.likeness(roads) == roads.likeness(water)
    assert Shingles("ＡＢＣ  def").likeness(Shingles("abc def")) == 1000
    assert Shingles("水").likeness(Shingles("路")) == 0


TEXTS = st.lists(st.sampled_from([WATER, ROADS, TEACH, "", "a", "b", "水", WATER[:40]]), max_size=9)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_every_new_block_once_and_no_old_block_twice(old: list[str], new: list[str]) -> None:
    matches = align([PlainBlock(text) for text in old], [PlainBlock(text) for text in new])
    assert [match.new_index for match in matches] == list(range(len(new)))
    given_out = [match.old_index for match in matches if match.old_index is not None]
    assert len(given_out) == len(set(given_out))
    for match in matches:
        assert (match.how is How.NEW) == (match.old_index is None)
        if match.old_index is not None and match.how in {How.SAME, How.MOVED}:
            assert old[match.old_index] == new[match.new_index]
    shared = sum(min(old.count(text), new.count(text)) for text in set(old))
    equal = sum(match.how in {How.SAME, How.MOVED} for match in matches)
    assert equal == shared


@given(TEXTS)
def test_nothing_changed_means_every_block_is_the_same(texts: list[str]) -> None:
    assert aligned(texts, texts) == [(index, How.SAME) for index in range(len(texts))]
