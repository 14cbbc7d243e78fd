"""Plain text, stored as it can be compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.core.errors import TextRefused
from consult.core.text import clean_line, clean_text, storable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("  a\tb  ", "a\tb"),
        ("a\x01b\x1bc\x7fd\x85e", "abcde"),
        ("cafe\u0301", "caf\u00e9"),
        ("\u0645\u200c\u06cc \u200fx", "\u0645\u200c\u06cc \u200fx"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        (" \n\t ", ""),
    ],
)
def test_text_is_unified_and_nothing_that_scripts_need_is_lost(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_line_is_one_line() -> None:
    assert clean_line(" Ana\r\n\u00a0 de\tSouza\u2028 ") == "Ana de Souza"


@pytest.mark.parametrize(
    ("typed", "character"),
    [("\x00", "U+0000"), ("a\ud83d", "U+D83D"), ("\udfffa", "U+DFFF")],
)
@pytest.mark.parametrize("clean", [clean_text, clean_line, storable])
def test_what_cannot_be_stored_is_named(clean: object, typed: str, character: str) -> None:
    assert callable(clean)
    with pytest.raises(TextRefused) as refusal:
        clean(typed)
    assert str(refusal.value) == (
        f"The text contains a character that cannot be stored ({character}). "
        "Remove it and send the text again."
    )


@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_clean_text_is_clean_already(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    line = clean_line(text)
    assert clean_line(line) == line
    assert len(line.splitlines()) <= 1
