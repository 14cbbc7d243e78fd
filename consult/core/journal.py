"""The only writer of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import BigAutoField, BigIntegerField

from consult.core.models import Entry, Log, Opening
from consult.core.prepared import Given, Prepared
from consult.core.signing import private_key, public_key
from consult.core.transactions import step
from consult.ledger.checkpoint import Checkpoint, sign_checkpoint
from consult.ledger.commitment import commit, new_salt
from consult.ledger.events import event_type
from consult.ledger.instant import format_instant
from consult.ledger.leaf import Leaf
from consult.ledger.merkle import HASH_SIZE, Frontier, Node, leaf_hash, row_of
from consult.ledger.proof import consistency_proof, inclusion_proof, inclusion_proofs

# Databases bound the parameters of one query, and nobody bounds how often a seat votes again.
_SUBJECTS_AT_ONCE = 500

_LOCKED_LOG = Prepared(
    lambda: Log.objects.select_for_update().filter(pk=Given("pk", BigAutoField()))
)
_ENTRY_TIME = Prepared(
    lambda: Entry.objects.filter(
        log=Given("log", BigAutoField()), index=Given("index", BigIntegerField())
    ).only("recorded_at")
)


@step
def record(
    log_id: int,
    event: str,
    *,
    actor: str,
    subject: str,
    data: Mapping[str, Any],
    committed: Mapping[str, Any] | None = None,
    public: frozenset[str] = frozenset(),
) -> Entry:
    """Append one entry to a log in the caller's transaction and sign the new head.

    `actor` and `subject` are opaque references such as `person:<uuid>`. `data` holds the open
    fields; every value in `committed` enters as a salted commitment, its salt and value kept
    apart in an `Opening` that can be erased; `public` names the committed fields that the bundle
    shows. The log's row is locked until the transaction ends, so entries have one order; take
    this lock last. Raises `EventRefused` (`consult.ledger.events`) where the event is not declared
    with exactly these fields.
    """
    committed = committed or {}
    event_type(event).require(data, committed)
    log = _locked(log_id)
    at = _moment(log)
    salts = {field: new_salt() for field in committed}
    leaf = Leaf(
        log=log.origin,
        index=log.size,
        event=event,
        at=format_instant(at),
        actor=actor,
        subject=subject,
        data=dict(data),
        committed={field: commit(salts[field], value) for field, value in committed.items()},
    ).encode()
    index = log.size
    entry = Entry.objects.create(
        log=log,
        index=index,
        event=event,
        subject=subject,
        leaf=leaf,
        nodes=_grow(log, leaf),
        recorded_at=at,
    )
    Opening.objects.bulk_create(
        Opening(entry=entry, field=field, salt=salts[field], value=value, public=field in public)
        for field, value in committed.items()
    )
    return entry


@step
def hold(log_id: int) -> None:
    """Let nobody else append to a log until the transaction ends.

    What is read of things that are journalled as they change is then as the log has told it so
    far, and stays so until the caller's own entry. Take no other lock after it.
    """
    _locked(log_id)


@step
def publish_openings(
    log_id: int,
    *,
    subjects: Iterable[str],
    field: str,
    public: bool = True,
    index: int | None = None,
) -> None:
    """Let the bundle show, from this transaction on, one committed field of what it is about.

    With `public` false the bundle shows it no longer; whoever has an older bundle has the text.

    `subjects` are the references under which the entries were recorded. The entries never change:
    they committed to the value, and the bundle now gives salt and value with them. What has been
    erased stays erased. With `index` only that entry is meant.
    """
    entries = {} if index is None else {"entry__index": index}
    names = list(subjects)
    for first in range(0, len(names), _SUBJECTS_AT_ONCE):
        Opening.objects.filter(
            entry__log_id=log_id,
            entry__subject__in=names[first : first + _SUBJECTS_AT_ONCE],
            field=field,
            **entries,
        ).update(public=public)


@step
def erase_openings(
    log_id: int, *, subject: str, event: str | None = None, actor: str | None = None
) -> int:
    """Delete salt and value behind every commitment about one thing; return how many there were.

    `event` and `actor` narrow it to what one person entered. Guarantees that the log and all
    proofs stay as they are, and that nobody, we neither, can work out or prove what the entries
    committed to: a salt of 32 random bytes is gone with each value.
    """
    entries = Entry.objects.filter(log_id=log_id, subject=subject)
    if event is not None:
        entries = entries.filter(event=event)
    found = [
        pk
        for pk, leaf in entries.values_list("pk", "leaf")
        if actor is None or Leaf.decode(bytes(leaf)).actor == actor
    ]
    return Opening.objects.filter(entry__in=found).delete()[0]


def _locked(log_id: int) -> Log:
    found = _LOCKED_LOG(pk=log_id)
    if not found:
        raise Log.DoesNotExist
    return found[0]


def _grow(log: Log, leaf: bytes) -> bytes:
    """Add a leaf to the locked log and sign its new head; return the subtrees it completes."""
    frontier = Frontier.from_bytes(bytes(log.frontier)) if log.size else Frontier()
    nodes = frontier.append(leaf_hash(leaf))
    log.size = frontier.size
    log.frontier = frontier.to_bytes()
    log.head = sign_checkpoint(
        Checkpoint(log.origin, log.size, frontier.root()), private_key(), settings.LEDGER_ORIGIN
    )
    log.save(update_fields=["size", "frontier", "head"])
    return b"".join(nodes)


def _moment(log: Log) -> datetime:
    """Return the entry's time: never before that of the entry it follows.

    Two machines' clocks may differ by a little, and a log whose times run backwards would be
    refused by the verifier.
    """
    now = datetime.now(UTC)
    if not log.size:
        return now
    (newest,) = _ENTRY_TIME(log=log.pk, index=log.size - 1)
    return max(now, newest.recorded_at)


def open_log(name: str) -> Log:
    """Return a new, empty log called after this installation and `name`."""
    return Log.objects.create(origin=f"{settings.LEDGER_ORIGIN}/{name}")


def _lookup(log_id: int) -> Callable[[Iterable[Node]], dict[Node, bytes]]:
    """Return a function that fetches the hashes of many complete subtrees in one query."""

    def fetch(wanted: Iterable[Node]) -> dict[Node, bytes]:
        places = {node: row_of(node) for node in wanted}
        rows = {index for index, _offset in places.values()}
        found = Entry.objects.filter(log_id=log_id, index__in=rows).values_list("index", "nodes")
        nodes = {index: bytes(packed) for index, packed in found}
        return {
            node: nodes[index][offset : offset + HASH_SIZE]
            for node, (index, offset) in places.items()
        }

    return fetch


def prove_inclusion(log: Log, index: int) -> list[bytes]:
    """Return the audit path (RFC 9162, 2.1.3) of entry `index` under the log's present head."""
    return inclusion_proof(index, log.size, _lookup(log.pk))


def prove_many(log: Log, indices: Iterable[int]) -> dict[int, list[bytes]]:
    """Return the audit paths of many entries under the log's present head, in one query."""
    return inclusion_proofs(indices, log.size, _lookup(log.pk))


def prove_consistency(log: Log, old_size: int) -> list[bytes]:
    """Return the consistency proof (RFC 9162, 2.1.4) from an older size to the present head."""
    return consistency_proof(old_size, log.size, _lookup(log.pk))


def receipt_file(log: Log, index: int) -> dict[str, Any]:
    """Return one entry with its openings and its proof under the present head, as plain data.

    Whoever holds the file can check it without us: see `consult.verify`. The openings are those
    not yet erased, so give the file to nobody but whom they belong to.
    """
    entry = log.entries.prefetch_related("openings").get(index=index)
    return {
        "format": "consult-receipt/1",
        "key": public_key(),
        "head": log.head,
        "index": index,
        "leaf": Leaf.decode(bytes(entry.leaf)).as_data(),
        "path": [sibling.hex() for sibling in prove_inclusion(log, index)],
        "opened": {
            opening.field: {"salt": bytes(opening.salt).hex(), "value": opening.value}
            for opening in entry.openings.all()
        },
    }
