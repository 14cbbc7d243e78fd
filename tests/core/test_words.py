"""Words as a search compares them, in several scripts."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.core.words import EXCERPT_LENGTH, excerpt, fold, terms, word_spans


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Éducation pour tous", "education"),
        ("نُشِرَ التقرير في المدينة", "المدينه"),
        ("მდგრადი განვითარება", "განვითარ"),
        ("可持续发展目标", "发展"),
        ("可持续发展目标", "标"),
        ("सतत विकास लक्ष्य", "विकास"),
        ("ＦＵＬＬ width", "full"),
        ("การพัฒนาที่ยั่งยืน", "พัฒนา"),
    ],
)
def test_a_text_is_found_by_what_people_type(text: str, query: str) -> None:
    words = fold(text).split()
    asked = terms(query)
    assert asked
    assert all(any(word.startswith(term) for word in words) for term in asked)
    assert any(piece.found for piece in excerpt(text, asked))


@given(st.text(alphabet="ab_ .é1\u0301\u0300कि्हไม่中\U000e0100،", max_size=40))
def test_a_word_is_a_run_of_letters_digits_and_their_marks(text: str) -> None:
    inside = False
    begun = []
    for at, character in enumerate(text):
        belongs = character.isalnum() or (inside and category(character).startswith("M"))
        if belongs and not inside:
            begun.append(at)
        inside = belongs
    assert [start for start, _end in word_spans(text)] == begun


def test_what_has_no_word_asks_for_nothing() -> None:
    assert terms('"* OR -') == ["or"]
    assert terms("… — !!") == []
    assert terms("⑴ ½") == ["1", "2"]


@given(st.text(max_size=300), st.text(max_size=40))
def test_an_excerpt_says_nothing_but_the_text(text: str, query: str) -> None:
    pieces = excerpt(text, terms(query))
    said = "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert said in " ".join(text.split())
    assert len(said) <= EXCERPT_LENGTH
    for term in terms(query):
        assert all(character.isalnum() or not character.isascii() for character in term)
