"""Twenty writers at one log."""

from __future__ import annotations

from typing import Any

import pytest

from consult.core.journal import open_log, record
from consult.core.models import Entry, Log
from consult.core.signing import public_key
from consult.core.transactions import command
from consult.ledger.checkpoint import open_checkpoint, parse_verifier_key
from consult.ledger.merkle import leaf_hash, root_of
from tests.core.together import at_once, drop_the_lock

write = command(record)


def grant(log_id: int, number: int) -> int:
    subject = f"person:{number}"
    data = {"role": "editor", "person": subject}
    return write(log_id, "role.granted.v1", actor="a", subject=subject, data=data).index


def in_order(log: Log) -> list[Entry]:
    return list(Entry.objects.filter(log=log).order_by("index"))


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_leave_twenty_entries_in_one_order() -> None:
    log = open_log("vnr-2026")
    indices, errors = at_once(lambda number: grant(log.pk, number))
    assert errors == []
    assert sorted(indices) == list(range(20))
    entries = in_order(log)
    assert [entry.index for entry in entries] == list(range(20))
    assert {entry.subject for entry in entries} == {f"person:{number}" for number in range(20)}
    log.refresh_from_db()
    head = open_checkpoint(log.head, parse_verifier_key(public_key()))
    assert head.size == log.size == 20
    assert head.root == root_of(leaf_hash(bytes(entry.leaf)) for entry in entries)
    times = [entry.recorded_at for entry in entries]
    assert times == sorted(times)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_entries_are_lost(monkeypatch: Any) -> None:
    log = open_log("vnr-2026")
    drop_the_lock(monkeypatch)
    _indices, errors = at_once(lambda number: grant(log.pk, number))
    assert errors
    assert len(in_order(log)) < 20
