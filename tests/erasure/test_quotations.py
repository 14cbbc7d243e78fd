"""Words of the team that repeat a text are found and shown before it is erased."""

from __future__ import annotations

import random
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.erasure.rules.quoting import LEAST, Quoted, plain
from consult.erasure.selectors import quoted_by_team, quoted_in_answers
from consult.responses.actions import answer_comment
from consult.responses.rules.dispositions import Disposition
from tests.erasure.test_pages import fresh_client

SAID = "The wells of Upper Quillibrand have been dry since the spring of the year before last."
PART = "wells of Upper Quillibrand have been dry since the spring"


def slowly(text: str, other: str) -> list[int]:
    """Return where a stretch of `LEAST` begins that both texts hold, compared one by one."""
    one, two = plain(text), plain(other)
    return [at for at in range(len(two) - LEAST + 1) if two[at : at + LEAST] in one]


@pytest.mark.parametrize("seed", range(30))
def test_every_long_repetition_is_found_and_no_short_one(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choices("ab ", k=300))
    start = chance.randrange(200)
    piece = text[start : start + chance.randrange(30, 60)]
    other = f"{'x' * chance.randrange(50)}{piece}{'y' * chance.randrange(50)}"
    expected = slowly(text, other)
    places = Quoted(text).places(other)
    covered = {at for begin, end in places for at in range(begin, end - LEAST + 1)}
    assert set(expected) <= covered
    assert bool(places) == bool(expected)


@given(st.text(max_size=200), st.text(max_size=200))
def test_what_is_found_is_what_both_say(text: str, other: str) -> None:
    said = plain(other)
    for begin, end in Quoted(text).places(other):
        assert end - begin >= LEAST
        assert said[begin : begin + LEAST] in plain(text)
    assert (Quoted(text).excerpt(other) != "") == bool(slowly(text, other))


def test_breaks_of_lines_and_capitals_hide_no_quotation() -> None:
    broken = PART.upper().replace(" HAVE ", " HAVE\n  ")
    assert Quoted(SAID).excerpt(f"You say: {broken}.") == f"You say: {PART.upper()}."


def answered(editor: Any, comment: Any, reason: str) -> None:
    answer_comment(
        actor=editor,
        comment=comment,
        disposition=Disposition.NOTED,
        reason=reason,
        language="en",
        key=uuid.uuid4(),
    )


@pytest.mark.django_db
def test_the_author_sees_answers_and_staff_sees_all(
    post: Any, judge: Any, editor: Any, participant: Any, administrator: Any, signed_in: Any,
    person: Any, django_assert_num_queries: Any,
) -> None:  # fmt: skip
    text, other = post(SAID), post("Another opinion.", actor=person())
    judge(text)
    judge(other, "R1", f"As somebody else says: {PART}.")
    answered(editor, text, f"You write that {PART}, and we agree.")
    short = post("The wells are dry.")
    judge(short)
    answered(editor, short, "The wells are dry, you say.")

    assert [(one.kind, one.number) for one in quoted_in_answers(text)] == [("answer", text.number)]
    with django_assert_num_queries(3):
        found = quoted_by_team(text)
    assert [(one.kind, one.number) for one in found] == [
        ("answer", text.number),
        ("decision", other.number),
    ]
    assert quoted_by_team(short) == []

    own = fresh_client(participant).get(f"/en/erasure/receipts/{text.receipt_token}/")
    page = own.content.decode()
    assert f"The answer to {text.number}" in page
    assert other.number not in page
    desk = f"/en/moderation/{text.discussion.chapter.review.slug}/erasure/"
    client = signed_in(administrator)
    page = client.get(desk, {"number": text.number.lower()}).content.decode()
    for said in (f"The answer to {text.number}", f"A decision on {other.number}"):
        assert said in page
    assert f"repeats {short.number} at length" in (
        client.get(desk, {"number": short.number}).content.decode()
    )
    assert "that could be erased has this number" in (
        client.get(desk, {"number": "VNR26-9"}).content.decode()
    )
