"""An answer: the row, the entry and the mail together, what supersedes it, and what refuses it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from consult.accounts.rules.roles import Role
from consult.core.errors import KeyReused, NotPermitted, TextRefused
from consult.core.models import OutgoingMail
from consult.drafts.rules.passage import PassageMismatch
from consult.responses.actions import answer_comment
from consult.responses.models import Answer
from consult.responses.rules.dispositions import (
    Disposition,
    LanguageUnknown,
    NotAnswerable,
    ReasonMissing,
    ReasonTooLong,
    StaleAnswer,
)
from consult.responses.selectors import answers_for, unanswered
from tests.comments.scene import CHANGED, last_leaf, nothing_happens, passage_of, publish_text


@pytest.fixture
def answer(editor: Any) -> Callable[..., Answer]:
    def run(comment: Any, reason: str = "We name *both* now.", **changes: Any) -> Answer:
        arguments: dict[str, Any] = {
            "actor": editor,
            "comment": comment,
            "disposition": Disposition.ACCEPTED,
            "reason": reason,
            "language": "en",
            "key": uuid.uuid4(),
        }
        return answer_comment(**{**arguments, **changes})

    return run


@pytest.fixture
def published(post: Any, judge: Any) -> Any:
    comment = post()
    judge(comment)
    return comment


def test_answer_leaves_row_entry_and_mail(
    published: Any, answer: Any, review: Any, editor: Any, chapter: Any
) -> None:
    publish_text(editor, chapter, CHANGED)
    passage = passage_of(chapter, 1, "the minutes of all seven")
    given = answer(published, changed_at=passage)
    assert (given.number, given.is_current, given.disposition) == (1, True, "accepted")
    assert (given.reason, given.html) == (
        "We name *both* now.",
        "<p>We name <em>both</em> now.</p>",
    )
    assert (given.changed.exact, given.changed.version.number) == ("the minutes of all seven", 2)
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["actor"], leaf["subject"]) == (
        "comment.answered.v1",
        editor.reference,
        published.reference,
    )
    assert leaf["data"] == {
        "number": published.number,
        "disposition": "accepted",
        "reason": "We name *both* now.",
        "language": "en",
        "supersedes": None,
    }
    mail = OutgoingMail.objects.latest("created_at")
    assert mail.to == "paul@consult.example"
    for told in ("Accepted", "We name *both* now.", published.receipt_path):
        assert told in mail.text


def test_later_answer_supersedes_and_the_first_is_kept(
    published: Any, answer: Any, review: Any
) -> None:
    first = answer(published)
    second = answer(
        published, "We were wrong.", disposition=Disposition.NOT_ACCEPTED, seen_number=1
    )
    first.refresh_from_db()
    assert (first.is_current, first.reason) == (False, "We name *both* now.")
    assert (second.number, second.is_current) == (2, True)
    assert last_leaf(review)["data"]["supersedes"] == 1
    assert answers_for([published.public_id]) == {published.public_id: second}
    with nothing_happens(), pytest.raises(StaleAnswer):
        answer(published, "Me too.", seen_number=1)


def test_same_key_gives_the_same_answer(published: Any, answer: Any) -> None:
    key = uuid.uuid4()
    first = answer(published, key=key)
    with nothing_happens():
        assert answer(published, key=key) == first
    with nothing_happens(), pytest.raises(KeyReused):
        answer(published, "Another.", key=key)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reason": " \n"}, ReasonMissing),
        ({"reason": "x" * 10_001}, ReasonTooLong),
        ({"reason": "a\x00b"}, TextRefused),
        ({"language": "xx"}, LanguageUnknown),
        ({"seen_number": 3}, StaleAnswer),
    ],
)
def test_refused_answer_leaves_nothing(
    published: Any, answer: Any, changes: Any, error: type
) -> None:
    with nothing_happens(), pytest.raises(error):
        answer(published, **changes)


def test_only_published_comments_are_answered(post: Any, judge: Any, answer: Any) -> None:
    waiting = post()
    with nothing_happens(), pytest.raises(NotAnswerable):
        answer(waiting)
    judge(waiting, "R1", "“Fool” ridicules a person.")
    with nothing_happens(), pytest.raises(NotAnswerable):
        answer(waiting)


def test_changed_words_must_be_there(published: Any, answer: Any, chapter: Any) -> None:
    wrong = replace(passage_of(chapter, 2, "Seven"), exact="Eight")
    with nothing_happens(), pytest.raises(PassageMismatch):
        answer(published, changed_at=wrong)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.COUNCIL_MEMBER, Role.PARTICIPANT])
def test_others_do_not_answer(published: Any, answer: Any, person: Any, role: Role) -> None:
    someone = person(role)
    with nothing_happens(), pytest.raises(NotPermitted):
        answer(published, actor=someone)


def test_guest_is_told_in_the_language_of_the_page(
    chapter: Any, code: Any, judge: Any, answer: Any
) -> None:
    from consult.comments.actions import confirm_comment, send_as_guest
    from consult.comments.permissions import confirmation_token

    waiting = send_as_guest(
        name="Gita",
        email="gita@example.org",
        chapter=chapter,
        anchor_at=None,
        language="ru",
        body="Назовите оба.",
        accepted_code_version=1,
        key=uuid.uuid4(),
        page_language="fr",
    )
    comment = confirm_comment(token=confirmation_token(waiting))
    judge(comment)
    answer(comment)
    mail = OutgoingMail.objects.latest("created_at")
    assert mail.to == "gita@example.org"
    assert '<html lang="fr"' in mail.html


@pytest.mark.parametrize("count", [1, 3, 20])
def test_answers_are_read_in_one_query(
    post: Any, judge: Any, answer: Any, count: int, django_assert_num_queries: Any
) -> None:
    comments = [post(f"Text {number}") for number in range(count)]
    for comment in comments:
        judge(comment)
        answer(comment)
    with django_assert_num_queries(1):
        found = answers_for([comment.public_id for comment in comments])
    assert set(found) == {comment.public_id for comment in comments}


def test_desk_lists_published_comments_without_an_answer(
    post: Any, judge: Any, answer: Any, review: Any
) -> None:
    waiting, refused, answered, open_ = post("1"), post("2"), post("3"), post("4")
    judge(refused, "R1", "“2” ridicules a person.")
    for comment in (answered, open_):
        judge(comment)
    answer(answered)
    assert [comment.number for comment in unanswered(review)] == [open_.number]
    judge(waiting)
    assert [comment.number for comment in unanswered(review)] == [waiting.number, open_.number]
