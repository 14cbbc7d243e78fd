from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.ledger.canonical import (
    NotCanonical,
    NotRepresentable,
    canonical_bytes,
    parse_canonical,
)
from consult.ledger.departure import first_departure
from consult.ledger.limits import DEPTH_LIMIT

LIMIT = 2**53 - 1
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LIMIT, LIMIT) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def test_rfc_8785_orders_keys_by_utf_16_code_units() -> None:
    """The example of RFC 8785, section 3.2.3."""
    value = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    assert list(json.loads(canonical_bytes(value)).values()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_rfc_8785_escapes_only_what_it_must() -> None:
    """The string of RFC 8785, section 3.2.2, with every kind of escape."""
    value = {"string": '\u20ac$\u000f\nA\'B"\\\\"/\x7f'}
    assert canonical_bytes(value) == '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"}'.encode()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": [1, 1.0]}, "$.a[1]: a float has no canonical form"),
        (LIMIT + 1, "$: an integer lies beyond 2**53 - 1"),
        ({"a": -LIMIT - 1}, "$.a: an integer lies beyond 2**53 - 1"),
        ({1: "one"}, "$: an object key is no string"),
        (["\ud800"], "$: a string holds a lone surrogate"),
        ({"\udc00": 1}, "$: a string holds a lone surrogate"),
        ((1,), "$: a tuple has no canonical form"),
        (b"x", "$: a bytes has no canonical form"),
    ],
)
def test_what_has_no_canonical_form_is_refused(value: Any, message: str) -> None:
    with pytest.raises(NotRepresentable) as caught:
        canonical_bytes(value)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("data", "offset", "reason"),
    [
        (b"", 0, "the data ends where a value is wanted"),
        (b'{"a":1}\n', 7, "something follows the end of the value"),
        (b'{"a": 1}', 5, "whitespace between tokens"),
        (b' {"a":1}', 0, "whitespace between tokens"),
        (b'{"b":1,"a":2}', 7, "a key stands out of order"),
        (b'{"a":1,"a":1}', 7, "a key is repeated"),
        (b'["\\u0041"]', 2, "an escape that is not the shortest"),
        (b'["x\\/"]', 3, "an escape that is not the shortest"),
        (b'["\\u001F"]', 7, "an escape that is not the shortest"),
        (b'["\\ud83d\\ude00"]', 2, "an escape that is not the shortest"),
        (b'["ab\\ud800"]', 4, "a lone surrogate, or an escape that is not the shortest"),
        (b'["\\x"]', 2, "an escape that JSON does not know"),
        (b'["a\nb"]', 3, "a control character that is not escaped"),
        (b'["abc', 5, "a string does not end"),
        (b'["\xc3("]', 2, "not UTF-8"),
        (b'[1,"\xff"]', 4, "not UTF-8"),
        (b"\xef\xbb\xbf[]", 0, "a value is wanted here"),
        (b"[1.0]", 2, "a number that is no plain integer"),
        (b"[1e3]", 2, "a number that is no plain integer"),
        (b"[-0]", 1, "zero has no sign"),
        (b"[01]", 2, "a number with leading zeros"),
        (b"[-]", 2, "a digit is wanted here"),
        (b"[9007199254740992]", 1, "an integer lies beyond 2**53 - 1"),
        (b"[" + b"9" * 5000 + b"]", 1, "an integer lies beyond 2**53 - 1"),
        (b"[NaN]", 1, "a value is wanted here"),
        (b"[1,]", 3, "a value is wanted here"),
        (b'{"a":1,}', 7, "a key is wanted here"),
        (b'{"a"1}', 4, "a colon is wanted here"),
        (b'{"a":1', 6, "the data ends where a comma or the end of the object is wanted"),
        (b"[" * 100_000, DEPTH_LIMIT, f"nested deeper than {DEPTH_LIMIT} levels"),
        (b'{"\xf0\x9f\x98\x80":1,"\xee\x80\x80":2,"z":3}', 18, "a key stands out of order"),
    ],
)
def test_other_bytes_are_refused_with_their_offset(data: bytes, offset: int, reason: str) -> None:
    with pytest.raises(NotCanonical) as caught:
        parse_canonical(data)
    assert (caught.value.offset, caught.value.reason) == (offset, reason)


@given(VALUES)
def test_what_is_written_is_read_back(value: Any) -> None:
    data = canonical_bytes(value)
    assert parse_canonical(data) == value
    assert canonical_bytes(parse_canonical(data)) == data


@given(VALUES)
def test_the_scanner_finds_nothing_in_canonical_bytes(value: Any) -> None:
    data = canonical_bytes(value)
    assert first_departure(data).offset == len(data)


@settings(max_examples=400)
@given(VALUES, st.data())
def test_one_changed_byte_is_read_as_a_canonical_value_or_refused_at_a_place(
    value: Any, data: st.DataObject
) -> None:
    """Fast path and scanner agree: what is accepted is canonical, what is refused has a place."""
    good = canonical_bytes(value)
    place = data.draw(st.integers(0, len(good) - 1))
    byte = data.draw(st.integers(0, 255))
    changed = good[:place] + bytes([byte]) + good[place + 1 :]
    try:
        read = parse_canonical(changed)
    except NotCanonical as refusal:
        offset = refusal.offset
    else:
        assert canonical_bytes(read) == changed
        return
    assert 0 <= offset <= len(changed)


@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_depth_is_limited_alike_on_both_sides(opening: bytes, closing: bytes) -> None:
    deepest = opening * DEPTH_LIMIT + b"1" + closing * DEPTH_LIMIT
    value = parse_canonical(deepest)
    assert canonical_bytes(value) == deepest
    with pytest.raises(NotCanonical) as caught:
        parse_canonical(opening + deepest + closing)
    assert caught.value.offset == len(opening) * DEPTH_LIMIT
    with pytest.raises(NotRepresentable):
        canonical_bytes([value])
