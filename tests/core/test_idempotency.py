"""The same request twice makes one thing."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from consult.core.errors import KeyReused
from consult.core.idempotency import fingerprint, once
from consult.core.models import RequestKey, Sequence
from consult.core.transactions import OutsideCommand, command
from tests.core.together import at_once

KEY = uuid.UUID(int=1)
BODY = {"text": "Good day.", "language": "en"}


def make_a_row() -> str:
    return str(Sequence.objects.create(name=uuid.uuid4().hex).pk)


@command
def send(
    body: dict[str, Any] = BODY,
    key: uuid.UUID = KEY,
    scope: str = "comment:1",
    make: Callable[[], str] = make_a_row,
) -> str:
    return once(scope=scope, key=key, body=body, make=make)


@pytest.mark.django_db(transaction=True)
def test_a_repeated_request_gets_the_first_result() -> None:
    first = send()
    assert send() == first == str(Sequence.objects.get().pk)
    row = RequestKey.objects.get()
    assert (row.scope, row.key, row.result) == ("comment:1", KEY, first)
    assert row.fingerprint == fingerprint(BODY)


@pytest.mark.django_db(transaction=True)
def test_the_same_key_with_another_body_is_refused_and_changes_nothing() -> None:
    first = send()
    with pytest.raises(KeyReused) as refusal:
        send({**BODY, "text": "Good night."})
    assert (refusal.value.code, refusal.value.status) == ("key_reused", 409)
    assert RequestKey.objects.get().result == first
    assert Sequence.objects.count() == 1
    assert send() == first


@pytest.mark.django_db(transaction=True)
def test_another_key_or_another_scope_is_another_request() -> None:
    made = {send(), send(key=uuid.UUID(int=2)), send(scope="comment:2")}
    assert len(made) == 3
    assert Sequence.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_scope_that_one_database_would_refuse_is_refused_by_all() -> None:
    with pytest.raises(ValueError, match="longer than 40 characters"):
        send(scope="x" * 41)
    assert not RequestKey.objects.exists()
    send(scope="x" * 40)


@pytest.mark.django_db(transaction=True)
def test_what_fails_leaves_no_key_and_may_be_tried_again() -> None:
    def fail() -> str:
        make_a_row()
        raise ValueError("not today")

    with pytest.raises(ValueError, match="not today"):
        send(make=fail)
    assert not RequestKey.objects.exists()
    assert not Sequence.objects.exists()
    assert send() == str(Sequence.objects.get().pk)


@pytest.mark.django_db
def test_no_key_is_used_outside_a_command() -> None:
    with pytest.raises(OutsideCommand):
        once(scope="comment:1", key=KEY, body=BODY, make=make_a_row)
    assert not RequestKey.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_key_make_one_thing() -> None:
    results, errors = at_once(lambda _number: send())
    assert errors == []
    assert results == [str(Sequence.objects.get().pk)] * 20
    assert RequestKey.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_bodies_at_once_with_one_key_one_is_taken() -> None:
    results, errors = at_once(lambda number: send({"text": str(number)}))
    assert results == [str(Sequence.objects.get().pk)]
    assert [type(error) for error in errors] == [KeyReused] * 19


def test_the_order_of_a_body_does_not_matter() -> None:
    assert fingerprint({"a": 1, "b": [True, None]}) == fingerprint({"b": [True, None], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"})
