"""What changed between two wordings: nothing is lost, and people can read it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.drafts.rules import sequences
from consult.drafts.rules.sequences import common_runs
from consult.drafts.rules.words import Change, ChangeKind, count_words, tokens_of, word_changes

KEPT, REMOVED, ADDED = ChangeKind.KEPT, ChangeKind.REMOVED, ChangeKind.ADDED

SENTENCES = st.lists(
    st.sampled_from(
        [
            "the ",
            "council ",
            "met ",
            "twice",
            ", ",
            "2,021 ",
            "ქვეყანა ",
            "السنوات ",
            "年",
            "ปี",
            "\n",
        ]
    ),
    max_size=30,
).map("".join)
TEXTS = st.one_of(st.text(max_size=60), SENTENCES)


def said(changes: list[Change], *kinds: ChangeKind) -> str:
    return "".join(change.text for change in changes if change.kind in kinds)


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_off_the_changes(old: str, new: str) -> None:
    changes = word_changes(old, new)
    assert said(changes, KEPT, REMOVED) == old
    assert said(changes, KEPT, ADDED) == new
    assert all(change.text for change in changes)
    kinds = [change.kind for change in changes]
    assert all((one, two) != (ADDED, REMOVED) and one != two for one, two in pairwise(kinds))
    assert word_changes(old, new) == changes


@given(TEXTS)
def test_the_same_text_is_kept_whole(text: str) -> None:
    assert word_changes(text, text) == ([Change(KEPT, text)] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Two met.", "Two never met.", [(KEPT, "Two "), (ADDED, "never "), (KEPT, "met.")]),
        (
            "It cost 1,233.5 in all.",
            "It cost 1,233.6 in all.",
            [(KEPT, "It cost "), (REMOVED, "1,233.5"), (ADDED, "1,233.6"), (KEPT, " in all.")],
        ),
        ("We don't know", "We do know",
         [(KEPT, "We "), (REMOVED, "don't"), (ADDED, "do"), (KEPT, " know")]),
        # One mark for a phrase, not one for each of its words.
        ("of old grey towns", "of big new towns",
         [(KEPT, "of "), (REMOVED, "old grey"), (ADDED, "big new"), (KEPT, " towns")]),
        ("种了四百万棵", "种了五百万棵",
         [(KEPT, "种了"), (REMOVED, "四"), (ADDED, "五"), (KEPT, "百万棵")]),
        ("ต้นไม้", "ต้นข้าว", [(KEPT, "ต้น"), (REMOVED, "ไม้"), (ADDED, "ข้าว")]),
        ("შვიდი საბჭო", "შვიდი საბჭოს",
         [(KEPT, "შვიდი "), (REMOVED, "საბჭო"), (ADDED, "საბჭოს")]),
        ("كَتَبَ التقرير", "كُتِبَ التقرير",
         [(REMOVED, "كَتَبَ"), (ADDED, "كُتِبَ"), (KEPT, " التقرير")]),
    ],
)  # fmt: skip
def test_changes_are_told_in_words(
    old: str, new: str, expected: list[tuple[ChangeKind, str]]
) -> None:
    assert word_changes(old, new) == expected


def test_words_are_counted_without_spaces_and_punctuation() -> None:
    changes = word_changes("The council met.", "The whole council, in May, met.")
    assert (count_words(changes, ADDED), count_words(changes, REMOVED)) == (3, 0)
    assert tokens_of("co-lead") == ["co", "-", "lead"]


LETTERS = st.lists(st.sampled_from("abc"), max_size=40)


@given(LETTERS, LETTERS, st.sampled_from([0, 6, 10_000]))
def test_common_runs_are_in_both_in_order(old: list[str], new: list[str], cells: int) -> None:
    """Also where the sides are too long to be compared exactly."""
    before, sequences.MOST_CELLS = sequences.MOST_CELLS, cells
    try:
        runs = common_runs(old, new)
    finally:
        sequences.MOST_CELLS = before
    at = (0, 0)
    for run in runs:
        assert run.size
        assert run.old >= at[0]
        assert run.new >= at[1]
        assert old[run.old : run.old + run.size] == new[run.new : run.new + run.size]
        assert (run.old, run.new) == (0, 0) or (run.old, run.new) != at
        at = (run.old + run.size, run.new + run.size)


def test_long_sequences_are_cut_where_they_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    old = [str(number) for number in range(400)]
    new = ["new", *old[:100], "x", *old[101:250], *old[260:], "end"]
    monkeypatch.setattr(sequences, "MOST_CELLS", 100)
    assert sum(run.size for run in common_runs(old, new)) == 389
