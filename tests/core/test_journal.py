"""The journal: what it writes byte by byte, what it refuses, and what can be proven from it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings

from consult.core import journal
from consult.core.journal import open_log, prove_consistency, prove_inclusion, prove_many, record
from consult.core.models import Entry, Log, Opening
from consult.core.signing import public_key
from consult.core.transactions import OutsideCommand, command
from consult.ledger.canonical import canonical_bytes
from consult.ledger.checkpoint import open_checkpoint, parse_verifier_key
from consult.ledger.commitment import commit
from consult.ledger.events import EventRefused
from consult.ledger.merkle import EMPTY_ROOT, leaf_hash, root_of
from consult.ledger.proof import verify_consistency, verify_inclusion
from consult.verify.receipt import verify_receipt

write = command(record)
ROLE = {"role": "editor", "person": "person:2"}
POSTED = {
    "number": "VNR26-000001",
    "chapter": "highlights",
    "version": 1,
    "block": "b1",
    "start": 0,
    "end": 5,
    "parent": None,
    "language": "en",
    "code_version": 1,
    "guest": False,
}
SECRET = {"text": "What I think.", "author": {"name": "Ana"}}


@pytest.fixture
def log(db: None) -> Log:
    return open_log("vnr-2026")


def grant(log: Log, role: str = "editor") -> Entry:
    data = {**ROLE, "role": role}
    return write(log.pk, "role.granted.v1", actor="person:1", subject="person:2", data=data)


def state(log: Log) -> tuple[Any, ...]:
    log.refresh_from_db()
    rows = Entry.objects.filter(log=log).count(), Opening.objects.count()
    return (log.size, bytes(log.frontier), log.head, *rows)


def test_an_entry_is_exactly_these_bytes(log: Log, monkeypatch: Any) -> None:
    at = datetime(2026, 5, 4, 3, 2, 1, 42, tzinfo=UTC)
    monkeypatch.setattr(journal, "datetime", Clock(at))
    entry = grant(log)
    expected = (
        b'{"actor":"person:1","at":"2026-05-04T03:02:01.000042Z","committed":{},'
        b'"data":{"person":"person:2","role":"editor"},"event":"role.granted.v1","index":0,'
        b'"log":"consult.example/vnr-2026","subject":"person:2","v":1}'
    )
    entry.refresh_from_db()
    assert bytes(entry.leaf) == expected
    assert bytes(entry.nodes) == hashlib.sha256(b"\x00" + expected).digest()
    assert (entry.index, entry.event, entry.subject) == (0, "role.granted.v1", "person:2")
    assert entry.recorded_at == at
    assert list(entry.openings.all()) == []


class Clock:
    """Stands where the journal reads the time."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self, zone: Any) -> datetime:
        assert zone is UTC
        return self.at


def test_a_second_entry_stores_the_subtree_that_it_completes(log: Log) -> None:
    leaves = [leaf_hash(bytes(grant(log, role).leaf)) for role in ("editor", "moderator")]
    second = Entry.objects.get(log=log, index=1)
    joined = hashlib.sha256(b"\x01" + leaves[0] + leaves[1]).digest()
    assert bytes(second.nodes) == leaves[1] + joined
    log.refresh_from_db()
    assert (log.size, bytes(log.frontier)) == (2, (2).to_bytes(8, "big") + joined)


def test_the_head_is_signed_over_all_entries(log: Log) -> None:
    key = parse_verifier_key(public_key())
    assert key.name == settings.LEDGER_ORIGIN
    leaves = []
    for size in (1, 2, 3):
        leaves.append(leaf_hash(bytes(grant(log).leaf)))
        log.refresh_from_db()
        head = open_checkpoint(log.head, key)
        assert (head.origin, head.size) == ("consult.example/vnr-2026", size)
        assert head.root == root_of(leaves)


def test_committed_values_stay_out_of_the_leaf(log: Log) -> None:
    entry = write(
        log.pk,
        "comment.posted.v1",
        actor="person:1",
        subject="comment:1",
        data=POSTED,
        committed=SECRET,
        public=frozenset({"text"}),
    )
    assert b"What I think" not in bytes(entry.leaf)
    assert b"Ana" not in bytes(entry.leaf)
    leaf = json.loads(bytes(entry.leaf))
    openings = {opening.field: opening for opening in entry.openings.all()}
    assert {name: (row.value, row.public) for name, row in openings.items()} == {
        "text": ("What I think.", True),
        "author": ({"name": "Ana"}, False),
    }
    assert leaf["committed"] == {
        name: commit(bytes(openings[name].salt), value) for name, value in SECRET.items()
    }
    assert len({bytes(row.salt) for row in openings.values()}) == 2


def test_an_erased_value_leaves_every_proof_standing(log: Log) -> None:
    grant(log)
    entry = write(
        log.pk,
        "comment.posted.v1",
        actor="person:1",
        subject="comment:1",
        data=POSTED,
        committed=SECRET,
    )
    before = state(log)[:3]
    Opening.objects.filter(entry=entry).delete()
    assert state(log) == (*before, 2, 0)
    root = open_checkpoint(log.head, parse_verifier_key(public_key())).root
    assert verify_inclusion(leaf_hash(bytes(entry.leaf)), 1, 2, prove_inclusion(log, 1), root)


@pytest.mark.parametrize(
    ("event", "data", "committed"),
    [
        ("role.granted.v9", ROLE, {}),
        ("role.granted.v1", {"role": "editor"}, {}),
        ("role.granted.v1", {**ROLE, "more": 1}, {}),
        ("role.granted.v1", {**ROLE, "role": 7}, {}),
        ("role.granted.v1", ROLE, {"reason": "because"}),
        ("comment.posted.v1", POSTED, {"text": "What I think."}),
        ("comment.posted.v1", {**POSTED, "text": "What I think."}, SECRET),
    ],
)
def test_undeclared_fields_are_refused_and_nothing_is_stored(
    log: Log, event: str, data: Any, committed: Any
) -> None:
    grant(log)
    before = state(log)
    with pytest.raises(EventRefused):
        write(log.pk, event, actor="person:1", subject="x", data=data, committed=committed)
    assert state(log) == before


def test_nothing_is_recorded_outside_a_command(log: Log) -> None:
    with pytest.raises(OutsideCommand):
        record(log.pk, "role.granted.v1", actor="a", subject="b", data=ROLE)
    assert state(log) == (0, b"", "", 0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_the_log_as_it_was() -> None:
    log = open_log("vnr-2026")
    grant(log)
    before = state(log)

    @command
    def fail() -> None:
        record(log.pk, "role.granted.v1", actor="a", subject="b", data=ROLE)
        record(log.pk, "comment.posted.v1", actor="a", subject="b", data=POSTED, committed=SECRET)
        raise ValueError("after two entries")

    with pytest.raises(ValueError, match="after two entries"):
        fail()
    assert state(log) == before
    assert grant(log).index == 1


def test_times_never_run_backwards(log: Log, monkeypatch: Any) -> None:
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    times = [noon, noon - timedelta(seconds=3), noon + timedelta(seconds=1)]
    for at in times:
        monkeypatch.setattr(journal, "datetime", Clock(at))
        grant(log)
    assert list(log.entries.order_by("index").values_list("recorded_at", flat=True)) == [
        noon,
        noon,
        times[2],
    ]
    spoken = [json.loads(bytes(entry.leaf))["at"] for entry in log.entries.order_by("index")]
    assert spoken == sorted(spoken)


def test_every_entry_and_every_older_head_is_proven_at_every_size(log: Log) -> None:
    leaves: list[bytes] = []
    roots = [EMPTY_ROOT]
    for size in range(1, 41):
        leaves.append(leaf_hash(bytes(grant(log).leaf)))
        roots.append(root_of(leaves))
        log.refresh_from_db()
        paths = prove_many(log, range(size))
        for index in range(size):
            assert verify_inclusion(leaves[index], index, size, paths[index], roots[size])
        assert prove_inclusion(log, size // 2) == paths[size // 2]
        for old in range(size + 1):
            path = prove_consistency(log, old)
            assert verify_consistency(old, size, path, roots[old], roots[size])
    assert not verify_inclusion(leaves[1], 0, 40, paths[0], roots[40])


def test_recording_takes_this_many_queries(
    log: Log, django_assert_num_queries: Any, db: None
) -> None:
    for _ in range(3):
        grant(log)
    # Savepoint, the log's row, the last entry's time, the entry, the log again, release.
    with django_assert_num_queries(6):
        grant(log)
    # And one more for all openings together.
    with django_assert_num_queries(7):
        write(
            log.pk,
            "comment.posted.v1",
            actor="a",
            subject="b",
            data=POSTED,
            committed=SECRET,
        )


def test_proofs_take_one_query_each(log: Log, django_assert_num_queries: Any) -> None:
    for _ in range(21):
        grant(log)
    log.refresh_from_db()
    with django_assert_num_queries(1):
        prove_inclusion(log, 7)
    with django_assert_num_queries(1):
        prove_many(log, range(21))
    with django_assert_num_queries(1):
        prove_consistency(log, 13)


def test_a_receipt_is_believed_by_the_offline_verifier(log: Log) -> None:
    entry = write(
        log.pk,
        "comment.posted.v1",
        actor="person:1",
        subject="comment:1",
        data=POSTED,
        committed=SECRET,
    )
    for _ in range(5):
        grant(log)
    log.refresh_from_db()
    file = canonical_bytes(journal.receipt_file(log, entry.index))
    key = parse_verifier_key(public_key())
    assert verify_receipt(file, key).valid
    assert not verify_receipt(file.replace(b"What I think.", b"What I meant."), key).valid
    Opening.objects.filter(entry=entry).delete()
    erased = canonical_bytes(journal.receipt_file(log, entry.index))
    assert b"What I think." not in erased
    assert verify_receipt(erased, key).valid
