"""A decision as data: is its record the one that was certified, and do its entries bear it out?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from consult.council.rules.ballot import parse_ballots
from consult.council.rules.errors import RuleRefusal
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import parse_roll
from consult.council.rules.tally import tally
from consult.ledger.bundle import document_hash
from consult.ledger.canonical import NotCanonical, bytes_of_parsed, parse_canonical
from consult.ledger.checkpoint import Checkpoint, VerifierKey
from consult.ledger.leaf import Leaf, LeafMalformed
from consult.ledger.merkle import leaf_hash, root_of
from consult.ledger.shape import Data, Digest, Instant, ListOf, Nullable, Record, Text, Whole
from consult.verify.difference import first_difference
from consult.verify.log import Entry
from consult.verify.receipt import proof_troubles
from consult.verify.report import Finding, Report, at
from consult.verify.tree import open_head

_PROVEN = Record({"index": Whole(), "hash": Digest(), "leaf": Data(), "path": ListOf(Digest())})
_FORM = Record(
    {
        "record": Data(),
        "record_sha256": Digest(),
        "certified_at": Nullable(Instant()),
        "later_corrections": ListOf(Data()),
        "later_replies": ListOf(Data()),
        "carried_out": Nullable(Data()),
        "ledger": Record(
            {"origin": Text(), "key": Text(), "head": Text(), "entries": ListOf(_PROVEN)}
        ),
    },
    optional=frozenset({"carried_out"}),
)
_COUNTED = Record(
    {
        "motion": Data(),
        "rules": Data(),
        "roll": ListOf(Data()),
        "ballots": ListOf(Data()),
        "outcome": Data(),
    }
)
_BALLOT = ("ballot", "seat", "person", "rank", "choice")
_ONCE = ("motion.put.v1", "motion.roll_frozen.v1", "motion.closed.v1")
_BEARING = frozenset({*_ONCE, "motion.opened_live.v1", "ballot.cast.v1", "motion.certified.v1"})
"""The entries about a motion by which its record can be held against the log."""


def verify_decision(
    data: bytes, key: VerifierKey, entries: Sequence[Entry] | None = None
) -> Report:
    """Check the bytes of a decision against a trusted key.

    The record is what the certificate names, and what its own votes come to. With the entries of a
    verified bundle, those of the decision must stand there. What stands beside the record and the
    ledger was added later, and no certificate fixes it. Until it is certified a record changes with
    its texts, corrections and replies: if another was certified since, a note says so.
    """
    report = Report()
    try:
        decision = parse_canonical(data)
    except NotCanonical as error:
        report.add([at("decision", f"not canonical JSON at {error}")])
        return report
    if trouble := _FORM.problem(decision, "decision") or _lacking(decision["record"]):
        report.add([at("decision", trouble)])
        return report
    record, ledger = decision["record"], decision["ledger"]
    head, findings = open_head(ledger["head"], key)
    report.add(at("decision", f"head: {finding.what}") for finding in findings)
    if ledger["key"] != str(key):
        report.add([at("decision", f"it names the key {ledger['key']}, not the trusted one")])
    leaves = [each["leaf"] for each in ledger["entries"]]
    report.add(at("decision", trouble) for trouble in _entry_troubles(ledger, head))
    report.add(at("decision", trouble) for trouble in _certified(decision, leaves, report))
    report.add(at("decision", trouble) for trouble in _borne_out(record, leaves))
    if entries is not None and head is not None:
        report.add(_check_against(decision, head, entries))
        report.notes.extend(_overtaken(decision, entries))
    if decision["later_corrections"] or decision["later_replies"] or decision.get("carried_out"):
        report.notes.append("what the decision says of later days is fixed by no certificate")
    report.summary = [f"decision {record['motion'].get('number')}: {record['outcome']['status']}"]
    return report


def _lacking(record: Mapping[str, Any]) -> str | None:
    """Say what the record lacks of what a recount needs; the rest of it is only hashed."""
    needed = {name: value for name, value in record.items() if name in _COUNTED.fields}
    return _COUNTED.problem(needed, "decision.record") or Text().problem(
        needed["outcome"].get("status"), "decision.record.outcome.status"
    )


def _entry_troubles(ledger: Mapping[str, Any], head: Checkpoint | None) -> Iterator[str]:
    if head is not None and head.origin != ledger["origin"]:
        yield f"it names the log {ledger['origin']}, and its head {head.origin}"
    for each in ledger["entries"]:
        index = each["index"]
        if leaf_hash(bytes_of_parsed(each["leaf"])).hex() != each["hash"]:
            yield f"entry {index}: the leaf does not have the hash recorded beside it"
        path = [bytes.fromhex(digest) for digest in each["path"]]
        yield from proof_troubles(index, each["leaf"], path, head)


def _certified(
    decision: Mapping[str, Any], leaves: Sequence[Mapping[str, Any]], report: Report
) -> Iterator[str]:
    """Hold record, hash and day against the entry by which the decision was certified."""
    found = document_hash(decision["record"])
    if decision["record_sha256"] != found:
        yield "its record does not have the hash stated beside it"
    certified = _of(leaves, "motion.certified.v1", decision["record"])
    for data in certified:
        if data.get("record_sha256", found) != found:
            yield "its record is not the one that was certified"
        if data["certified_at"] != decision["certified_at"]:
            yield f"it was certified at {data['certified_at']}, and says another time or none"
    if not certified and decision["certified_at"] is not None:
        yield "it says that it was certified, and no entry does"
    elif not certified:
        report.notes.append("the decision is not certified: only its votes and rules are proved")


def _borne_out(record: Mapping[str, Any], leaves: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Hold rules, roll, ballots and outcome against the motion's entries, and count again."""
    for event in _ONCE:
        if len(_of(leaves, event, record)) != 1:
            yield f"not exactly one of its entries is a {event}"
    for data in _of(leaves, "motion.put.v1", record):
        if found := first_difference(record["rules"], data["rules"], "record.rules"):
            yield found
    yield from _roll_troubles(record, leaves)
    cast = _of(leaves, "ballot.cast.v1", record)
    stated = [{name: each.get(name) for name in _BALLOT} for each in record["ballots"]]
    named = [{name: each[name] for name in _BALLOT[:-1]} for each in cast]
    if [{name: each[name] for name in _BALLOT[:-1]} for each in stated] != named:
        yield "its ballots are not those of its entries"
    for data in _of(leaves, "motion.closed.v1", record):
        if found := first_difference(record["outcome"], data["outcome"], "record.outcome"):
            yield found
    try:
        roll = parse_roll(_without(record["roll"], "name"))
        true = tally(roll, parse_ballots(stated), parse_rules(record["rules"]))
    except RuleRefusal as error:
        yield f"it cannot be recounted: {error}"
        return
    if found := first_difference(record["outcome"], true.as_data(), "record.outcome"):
        yield found


def _roll_troubles(record: Mapping[str, Any], leaves: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Hold the roll against the one that was frozen, and against who was there at the opening."""
    roll = record["roll"]
    plain = _without(roll, "name", "present")
    for data in _of(leaves, "motion.roll_frozen.v1", record):
        if found := first_difference(plain, data["roll"], "record.roll"):
            yield found
            return
    opened = _of(leaves, "motion.opened_live.v1", record)
    live = any("session" in data for data in _of(leaves, "motion.put.v1", record))
    if len(opened) != live:
        yield "its entries do not open it once, as its session asks, or open it without one"
    if not opened and any("present" in seat for seat in roll):
        yield "its roll says who was present, and no entry does"
    for data in opened:
        there = [{**seat, "present": seat.get("seat") in data["present"]} for seat in roll]
        if found := first_difference(roll, there, "record.roll"):
            yield found


def _without(roll: Sequence[Mapping[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [{name: seat[name] for name in seat if name not in names} for seat in roll]


def _of(
    leaves: Sequence[Mapping[str, Any]], event: str, record: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """Return the data of the entries of a kind about the motion of a record."""
    found = []
    for leaf in leaves:
        try:
            read = Leaf.parse(leaf)
        except LeafMalformed:
            continue
        if read.event == event and read.data["motion"] == record["motion"].get("number"):
            found.append(read.data)
    return found


def _check_against(
    decision: Mapping[str, Any], head: Checkpoint, entries: Sequence[Entry]
) -> Iterator[Finding]:
    if head.size > len(entries):
        yield at("decision", f"its head signs {head.size} entries, and the bundle ends before")
    elif root_of(each.hash for each in entries[: head.size]) != head.root:
        yield at("decision", "the bundle does not continue the log that its head signs")
    known = decision["ledger"]["entries"]
    for each in known:
        if each["index"] < len(entries) and entries[each["index"]].hash.hex() != each["hash"]:
            yield entries[each["index"]].finding("it is not the entry that the decision holds")
    number, held = decision["record"]["motion"].get("number"), {each["index"] for each in known}
    for entry in entries[: head.size]:
        if entry.leaf is None or entry.event not in _BEARING or entry.place in held:
            continue
        if entry.leaf.data["motion"] == number:
            yield entry.finding("it is about the motion, and the decision leaves it out")


def _overtaken(decision: Mapping[str, Any], entries: Sequence[Entry]) -> Iterator[str]:
    """Note of a decision without certificate that the log has certified another record of it."""
    if decision["certified_at"] is not None:
        return
    own = document_hash(decision["record"])
    leaves = [entry.leaf.as_data() for entry in entries if entry.leaf is not None]
    later = _of(leaves, "motion.certified.v1", decision["record"])
    if any(data.get("record_sha256", own) != own for data in later):
        yield "another record was certified since: this file is older, or altered"
