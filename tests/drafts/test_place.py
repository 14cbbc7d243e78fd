"""Where a passage stands after its block was edited."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.drafts.rules.difference import kept_runs, tokens_of
from consult.drafts.rules.passage import PassageMismatch
from consult.drafts.rules.place import Outcome, Placement, place
from tests.drafts.alike import Passage, passage, span

OLD = "The plan was adopted in May. The council met twice, and the plan was published in June."


def placed(words: str, old: str, new: str, nth: int = 0) -> tuple[Outcome, str | None]:
    found = place(passage(old, words, nth), old, new)
    text = None if found.start is None else new[found.start : found.end]
    return found.outcome, text


@pytest.mark.parametrize(
    ("words", "new", "expected"),
    [
        ("council met", OLD, (Outcome.UNCHANGED, "council met")),
        ("council met", OLD + " More.", (Outcome.UNCHANGED, "council met")),
        ("council met", "So: " + OLD, (Outcome.MOVED, "council met")),
        (
            "council met twice",
            OLD.replace("met twice", "sat twice"),
            (Outcome.CHANGED, "council sat twice"),
        ),
        ("The council met twice, and", "The plan was adopted in May.", (Outcome.REMOVED, None)),
        ("June", OLD.replace("June", "July"), (Outcome.REMOVED, None)),
    ],
)
def test_outcomes(words: str, new: str, expected: tuple[Outcome, str | None]) -> None:
    assert placed(words, OLD, new) == expected


def test_a_repeated_phrase_follows_the_one_that_was_meant() -> None:
    new = OLD.replace("The plan was adopted in May. ", "")
    assert placed("plan was", OLD, new, nth=1) == (Outcome.MOVED, "plan was")
    start = place(passage(OLD, "plan was", 1), OLD, new).start
    assert start == new.index("plan was")
    assert placed("plan was", OLD, new, nth=0)[0] in {Outcome.REMOVED, Outcome.CHANGED}


def test_a_short_word_elsewhere_is_not_taken_for_the_removed_one() -> None:
    old, new = "Article 5: the fee is due.", "Article 6: nothing is due to the fee office."
    assert placed("the", old, "Payment ends. In the year after, nothing.")[0] is Outcome.REMOVED
    assert placed("fee", old, new)[0] in {Outcome.MOVED, Outcome.CHANGED}


def test_two_places_that_fit_alike_are_for_a_person_to_decide() -> None:
    old = "Alpha. The minister shall report yearly. Omega."
    twice = "Beta? The minister shall report yearly! Gamma? The minister shall report yearly!"
    found = place(Passage(7, 39, old[7:39], "", ""), "Alpha. " + old[7:39] + ". Omega.", twice)
    assert found.outcome in {Outcome.AMBIGUOUS, Outcome.MOVED}
    assert found.start is not None
    assert twice[found.start : found.end] == old[7:39]


@pytest.mark.parametrize(
    ("old", "words", "new", "expected"),
    [
        ("水和卫生设施已经普及到所有村庄。", "卫生设施", "安全饮水和卫生设施已普及。", "卫生设施"),
        ("مياه الشرب متاحة في القرى", "متاحة", "مياه الشرب النظيفة متاحة الآن", "متاحة"),
        ("Flag 👩‍👩‍👧 and more", "and", "A flag 👩‍👩‍👧 and more", "and"),
    ],
)
def test_offsets_count_code_points(old: str, words: str, new: str, expected: str) -> None:
    assert placed(words, old, new) == (Outcome.MOVED, expected)


def test_an_anchor_that_does_not_mark_its_words_is_refused() -> None:
    with pytest.raises(PassageMismatch):
        place(Passage(0, 4, "Plan", "", ""), OLD, OLD)
    with pytest.raises(PassageMismatch):
        place(Passage(3, 3, "", "", ""), OLD, OLD)


WORDS = st.lists(
    st.sampled_from(["water", "for", "all", "水", "。", ",", " ", "2030", "ქალი", "👩"]),
    max_size=14,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(WORDS.filter(bool), WORDS, st.data())
def test_what_is_said_about_a_place_is_true(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    found = place(span(old, start, end), old, new)
    assert 0 <= found.score <= 1000
    if found.outcome is Outcome.REMOVED:
        assert (found.start, found.end, found.score) == (None, None, 0)
        return
    assert found.start is not None
    assert found.end is not None
    assert 0 <= found.start < found.end <= len(new)
    if found.outcome is not Outcome.CHANGED:
        assert new[found.start : found.end] == old[start:end]
    assert (found.outcome is Outcome.UNCHANGED) == (
        found.start == start and new[found.start : found.end] == old[start:end]
    ) or found.outcome is Outcome.AMBIGUOUS


@settings(max_examples=200, deadline=None)
@given(WORDS.filter(bool), WORDS, WORDS, st.data())
def test_text_added_around_a_block_never_loses_a_passage(
    old: str, before: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    found = place(span(old, start, end), old, f"{before}\n{old}\n{after}")
    assert found.outcome is not Outcome.REMOVED


@given(WORDS, st.data())
def test_the_same_text_is_unchanged(text: str, data: st.DataObject) -> None:
    text += "x"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert place(span(text, start, end), text, text) == Placement(
        Outcome.UNCHANGED, start, end, 1000
    )


@settings(deadline=None)
@given(WORDS, WORDS)
def test_kept_runs_are_really_kept_and_rise(old: str, new: str) -> None:
    assert "".join(tokens_of(old)) == "".join(old.split())
    old_end = new_end = 0
    for run in kept_runs(old, new):
        assert run.size > 0
        assert old[run.old : run.old + run.size] == new[run.new : run.new + run.size]
        assert run.old >= old_end
        assert run.new >= new_end
        old_end, new_end = run.old + run.size, run.new + run.size
