"""SQLite as it is really used: immediate transactions, kept in order, foreign keys on."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from consult.core.models import Entry, Sequence
from tests.core.together import at_once, drop_the_lock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("This run is on another database.")


def test_a_transaction_takes_the_write_lock_when_it_begins() -> None:
    begun: list[str] = []
    connection.ensure_connection()
    connection.connection.set_trace_callback(begun.append)
    try:
        with transaction.atomic():
            Sequence.objects.count()
    finally:
        connection.connection.set_trace_callback(None)
    assert begun[0] == "BEGIN IMMEDIATE"


def read_then_write(number: int) -> None:
    with transaction.atomic():
        seen = Sequence.objects.count()
        Sequence.objects.create(name=str(number), last=seen)


def test_twenty_writers_that_read_first_wait_their_turn() -> None:
    _results, errors = at_once(read_then_write)
    assert errors == []
    assert sorted(Sequence.objects.values_list("last", flat=True)) == list(range(20))


def test_deferred_transactions_would_fail(monkeypatch: Any) -> None:
    drop_the_lock(monkeypatch)
    _results, errors = at_once(read_then_write)
    assert errors
    assert {type(error) for error in errors} == {OperationalError}
    assert Sequence.objects.count() == 20 - len(errors)


def test_a_row_points_at_a_row_that_is_there() -> None:
    entry = Entry(
        log_id=999,
        index=0,
        event="x",
        subject="x",
        leaf=b"",
        nodes=b"",
        recorded_at=timezone.now(),
    )
    with pytest.raises(IntegrityError):
        entry.save()
    assert not Entry.objects.exists()
