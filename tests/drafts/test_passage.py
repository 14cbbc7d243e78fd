"""Quoting a passage, and refusing words that do not stand where they are said to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.drafts.rules.passage import (
    CONTEXT,
    LONG,
    PassageMismatch,
    Quote,
    quote,
    quote_as_seen,
)

TEXT = "x" * 40 + "Zürich 👩‍👩‍👧 水" + "y" * 40


def test_words_and_their_context() -> None:
    start = TEXT.index("Zürich")
    assert quote(TEXT, start, start + 6) == Quote("Zürich", "x" * 32, " 👩‍👩‍👧 水" + "y" * 24)
    assert quote("ab", 0, 2) == Quote("ab", "", "")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 3), (5, 9)])
def test_offsets_outside_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(PassageMismatch) as caught:
        quote("ab", start, end)
    assert (caught.value.code, caught.value.status, caught.value.field) == (
        "passage_mismatch",
        409,
        "passage",
    )


def test_words_sent_by_a_browser_have_to_stand_there() -> None:
    assert quote_as_seen("safe water", 5, 10, "water").exact == "water"
    for wrong in ("Water", "wate", "", "water "):
        with pytest.raises(PassageMismatch):
            quote_as_seen("safe water", 5, 10, wrong)


def test_a_passage_too_long_for_an_address_may_come_without_its_words() -> None:
    text = "Water. " * 200
    assert quote_as_seen(text, 7, 7 + LONG + 1, "").exact == text[7 : 8 + LONG]
    for start, end, exact in ((7, 7 + LONG, ""), (7, 1000, "Water"), (7, 9999, "")):
        with pytest.raises(PassageMismatch):
            quote_as_seen(text, start, end, exact)


def test_utf16_offsets_of_a_careless_script_are_noticed() -> None:
    text = "👩 safe water"
    at = text.index("safe")
    utf16 = len(text[:at].encode("utf-16-le")) // 2
    assert utf16 != at
    with pytest.raises(PassageMismatch):
        quote_as_seen(text, utf16, utf16 + 4, "safe")


@given(st.text(min_size=1), st.data())
def test_quote_and_context_are_one_piece_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quoted = quote(text, start, end)
    whole = quoted.prefix + quoted.exact + quoted.suffix
    assert text[start - len(quoted.prefix) :].startswith(whole)
    assert len(quoted.prefix) == min(CONTEXT, start)
    assert len(quoted.suffix) == min(CONTEXT, len(text) - end)
