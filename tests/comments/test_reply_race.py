"""Twenty people reply to one comment at the same moment; each gets a place of their own.

The negative controls take the lock away and show that the race is real: on PostgreSQL the
discussion is read without its row lock, on SQLite transactions begin deferred.
"""

from __future__ import annotations

import contextlib
import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, connections

from consult.comments.actions import accept_submission as accepting
from consult.comments.actions import confirm_comment, post_comment, send_as_guest
from consult.comments.models import Comment, Discussion
from consult.comments.permissions import confirmation_token
from consult.core.models import Entry
from moderation.models import Case

THREADS = 20

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(works: list[Callable[[], Any]]) -> list[BaseException]:
    """Run each piece of work in a thread with a connection of its own, all released together."""
    barrier = threading.Barrier(len(works))
    failures: list[BaseException] = []

    def run(work: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=30)
            work()
        except Exception as error:  # noqa: BLE001  # Whatever failed is what is tested.
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads)
    return failures


@pytest.fixture
def parent(transactional_db: None, post: Any, judge: Any) -> Comment:
    comment: Comment = post("Who has the minutes?")
    judge(comment)
    comment.refresh_from_db()
    return comment


@pytest.fixture
def replies(parent: Comment, chapter: Any, participant: Any, code: Any) -> list[Callable[[], Any]]:
    """Return twenty replies that are still to be posted."""

    def reply(number: int) -> Callable[[], Any]:
        return lambda: post_comment(
            actor=participant,
            chapter=chapter,
            anchor_at=None,
            replied_to=parent,
            language="en",
            body=f"Reply {number}",
            accepted_code_version=code.version,
            key=uuid.uuid4(),
        )

    return [reply(number) for number in range(THREADS)]


@pytest.fixture
def confirmations(parent: Comment, chapter: Any, code: Any) -> list[Callable[[], Any]]:
    """Return the confirmations of twenty guests who have all replied."""

    def confirm(token: str) -> Callable[[], Any]:
        return lambda: confirm_comment(token=token)

    tokens = [
        confirmation_token(
            send_as_guest(
                name=f"Guest {number}",
                email=f"guest-{number}@example.org",
                chapter=chapter,
                anchor_at=None,
                replied_to=parent,
                language="en",
                body=f"Reply {number}",
                accepted_code_version=code.version,
                key=uuid.uuid4(),
            )
        )
        for number in range(THREADS)
    ]
    return [confirm(token) for token in tokens]


def _require_one_strict_order(parent: Comment) -> None:
    """Hold the replies to distinct consecutive places, numbers and entries, none lost."""
    found = list(
        Comment.objects.filter(replied_to=parent)
        .order_by("path")
        .values_list("path", "number", "entry_index", "public_id")
    )
    assert [path for path, *_rest in found] == [
        f"{parent.path}{number:07d}" for number in range(1, THREADS + 1)
    ]
    assert [number for _path, number, *_rest in found] == [
        f"VNR26-{number:06d}" for number in range(2, THREADS + 2)
    ]
    indices = [index for _path, _number, index, _id in found]
    assert indices == list(range(indices[0], indices[0] + THREADS))
    entries = Entry.objects.filter(event="comment.posted.v1").order_by("index")
    assert list(entries.values_list("index", flat=True))[1:] == indices
    subjects = {public_id for *_rest, public_id in found}
    assert set(Case.objects.values_list("subject_id", flat=True)) - {parent.public_id} == subjects
    parent.refresh_from_db()
    assert parent.next_reply == THREADS


def test_twenty_replies_at_once_stand_in_one_order(
    parent: Comment, replies: list[Callable[[], Any]]
) -> None:
    assert at_once(replies) == []
    _require_one_strict_order(parent)


def test_twenty_guests_confirming_at_once_stand_in_one_order(
    parent: Comment, confirmations: list[Callable[[], Any]]
) -> None:
    assert at_once(confirmations) == []
    _require_one_strict_order(parent)


def test_one_guest_confirming_twenty_times_makes_one_comment(
    parent: Comment, confirmations: list[Callable[[], Any]]
) -> None:
    assert at_once([confirmations[0]] * THREADS) == []
    assert Comment.objects.filter(replied_to=parent).count() == 1


def test_one_key_sent_twenty_times_makes_one_comment(
    parent: Comment, chapter: Any, participant: Any, code: Any
) -> None:
    key = uuid.uuid4()

    def send() -> Comment:
        return post_comment(
            actor=participant,
            chapter=chapter,
            anchor_at=None,
            replied_to=parent,
            language="en",
            body="Sent twenty times",
            accepted_code_version=code.version,
            key=key,
        )

    assert at_once([send] * THREADS) == []
    assert Comment.objects.filter(replied_to=parent).count() == 1


def test_without_the_row_lock_replies_collide(
    parent: Comment, replies: list[Callable[[], Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no row locks to drop; its control is deferred transactions.")

    def read_only(*, chapter_id: uuid.UUID) -> Discussion:
        return Discussion.objects.get(chapter_id=chapter_id)

    monkeypatch.setattr(accepting, "lock_discussion_step", read_only)
    failures = at_once(replies)
    assert failures != []
    assert {type(failure) for failure in failures} == {IntegrityError}
    assert "comment_has_one_place" in str(failures[0])
    assert Comment.objects.filter(replied_to=parent).count() == THREADS - len(failures)


def test_with_deferred_transactions_replies_fail(
    parent: Comment, confirmations: list[Callable[[], Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite begins transactions deferred; PostgreSQL's control is the lock.")

    monkeypatch.setattr("consult.core.transactions._in_turn", contextlib.nullcontext)

    def deferred(work: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            connection.ensure_connection()
            connection.transaction_mode = "DEFERRED"
            return work()

        return run

    failures = at_once([deferred(confirmation) for confirmation in confirmations])
    assert failures != []
    assert {type(failure) for failure in failures} == {OperationalError}
    assert {str(failure) for failure in failures} == {"database is locked"}
    assert Comment.objects.filter(replied_to=parent).count() == THREADS - len(failures)
