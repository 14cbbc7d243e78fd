"""A guest's text waits for its confirmation and becomes a comment exactly once."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core import signing
from django.utils import timezone

from consult.comments.actions import confirm_comment, send_as_guest
from consult.comments.models import Comment, Unconfirmed
from consult.comments.permissions import confirmation_token
from consult.comments.rules.confirmation import MOST_WAITING, LinkExpired, LinkWrong
from consult.comments.rules.submission import EmailWrong, NameMissing, TooManyWaiting
from consult.core.errors import KeyReused
from consult.core.models import Entry, OutgoingMail
from consult.reviews.actions import set_window
from consult.reviews.rules.window import WindowClosed
from moderation.models import Case
from tests.comments.scene import (
    CHANGED,
    case_of,
    last_leaf,
    nothing_happens,
    openings,
    passage_of,
    publish_text,
)


@pytest.fixture
def send(chapter: Any, code: Any) -> Callable[..., Unconfirmed]:
    def run(body: str = "Name the two.", **changes: Any) -> Unconfirmed:
        arguments: dict[str, Any] = {
            "name": "Gita Guest",
            "email": "gita@example.org",
            "chapter": chapter,
            "anchor_at": None,
            "language": "en",
            "body": body,
            "accepted_code_version": code.version,
            "key": uuid.uuid4(),
            "page_language": "fr",
        }
        return send_as_guest(**{**arguments, **changes})

    return run


def _token(mail: OutgoingMail) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000/fr/comments/confirm/([^/\s]+)/", mail.text)
    assert found is not None
    return found[1]


def test_nothing_begins_before_the_confirmation(send: Any, review: Any) -> None:
    entries = Entry.objects.count()
    waiting = send()
    assert (waiting.email, waiting.name, waiting.body, waiting.comment) == (
        "gita@example.org",
        "Gita Guest",
        "Name the two.",
        None,
    )
    assert (Comment.objects.count(), Case.objects.count()) == (0, 0)
    assert Entry.objects.count() == entries
    [mail] = OutgoingMail.objects.all()
    assert mail.to == "gita@example.org"
    assert "Name the two." in mail.text
    assert _token(mail) in mail.html


def test_confirmation_makes_comment_case_entry_and_receipt_once(send: Any, review: Any) -> None:
    waiting = send(now=timezone.now() - timedelta(hours=2))
    token = _token(OutgoingMail.objects.get())
    comment = confirm_comment(token=token)

    assert comment.number == "VNR26-000001"
    assert (comment.author, comment.author_name, comment.guest_email, comment.page_language) == (
        None,
        "Gita Guest",
        "gita@example.org",
        "fr",
    )
    assert comment.posted_at == waiting.sent_at
    case = case_of(comment)
    assert (case.author_id, case.organisation_id, case.state) == (None, None, "pending")
    assert case.opened_at > waiting.sent_at
    leaf = last_leaf(review)
    assert (leaf["index"], leaf["actor"]) == (comment.entry_index, f"guest:{waiting.pk}")
    assert leaf["data"]["guest"] is True
    assert openings(review, comment.entry_index)["text"] == ("Name the two.", False)
    receipt = OutgoingMail.objects.latest("created_at")
    assert (receipt.to, comment.receipt_path in receipt.text) == ("gita@example.org", True)

    waiting.refresh_from_db()
    assert (waiting.comment_id, waiting.email, waiting.name, waiting.body) == (
        comment.pk,
        "",
        "",
        "",
    )
    with nothing_happens():
        assert confirm_comment(token=token) == comment


def test_the_link_carries_signed_json(send: Any) -> None:
    waiting = send()
    payload = signing.loads(
        confirmation_token(waiting), salt="consult.comments.confirm", serializer=PlainJson
    )
    assert payload == {"unconfirmed": str(waiting.pk)}


class PlainJson(signing.JSONSerializer):
    """Named here so that another serializer as the default would fail the test."""


def test_confirmation_after_the_deadline_counts(send: Any, review: Any, person: Any) -> None:
    from consult.accounts.rules.roles import Role

    waiting = send()
    now = timezone.now()
    set_window(
        actor=person(Role.EDITOR),
        review=review,
        opens_at=now - timedelta(days=3),
        closes_at=now - timedelta(days=1),
    )
    assert confirm_comment(token=confirmation_token(waiting)).number == "VNR26-000001"
    with nothing_happens(), pytest.raises(WindowClosed):
        send()


def test_confirmation_after_a_new_version_stands_where_the_passage_went(
    send: Any, chapter: Any, editor: Any
) -> None:
    passage = passage_of(chapter, 2)
    waiting = send(anchor_at=passage)
    publish_text(editor, chapter, CHANGED)
    comment = confirm_comment(token=confirmation_token(waiting))
    assert (comment.block_key, comment.anchor.version.number) == (passage.block_key, 1)


def test_expired_and_forged_links_are_refused(send: Any) -> None:
    waiting = send()
    token = confirmation_token(waiting)
    later = timezone.now().timestamp() + 72 * 3600 + 1
    with (
        nothing_happens(),
        patch("django.core.signing.time.time", return_value=later),
        pytest.raises(LinkExpired) as refused,
    ):
        confirm_comment(token=token)
    assert refused.value.params == {"hours": 72}
    forged = [
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        signing.dumps({"unconfirmed": str(waiting.pk)}, salt="another"),
        signing.dumps({"unconfirmed": str(uuid.uuid4())}, salt="consult.comments.confirm"),
        signing.dumps(["x"], salt="consult.comments.confirm"),
        "",
        "é:a:b",
    ]
    for wrong in forged:
        with nothing_happens(), pytest.raises(LinkWrong):
            confirm_comment(token=wrong)


def test_expired_texts_are_deleted_with_the_next_one(send: Any) -> None:
    old = send()
    new = send(now=timezone.now() + timedelta(hours=73))
    assert set(Unconfirmed.objects.values_list("pk", flat=True)) == {new.pk}
    assert old.pk != new.pk


def test_same_key_sends_one_mail(send: Any) -> None:
    key = uuid.uuid4()
    first = send(key=key)
    with nothing_happens():
        assert send(key=key) == first
    with nothing_happens(), pytest.raises(KeyReused):
        send(key=key, email="other@example.org")


def test_an_address_cannot_be_flooded(send: Any) -> None:
    for _ in range(MOST_WAITING):
        send()
    with nothing_happens(), pytest.raises(TooManyWaiting) as refused:
        send()
    assert refused.value.params == {"count": 10}
    send(email="other@example.org")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"name": " "}, NameMissing),
        ({"email": "no address"}, EmailWrong),
        ({"email": "a@b\nc.org"}, EmailWrong),
    ],
)
def test_refused_guest_leaves_nothing(send: Any, changes: Any, error: type) -> None:
    with nothing_happens(), pytest.raises(error):
        send(**changes)
