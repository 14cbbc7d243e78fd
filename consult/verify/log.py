"""The entries one by one: form, order, times, recorded hashes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consult.ledger.bundle import Bundle, BundleEntry
from consult.ledger.canonical import bytes_of_parsed
from consult.ledger.leaf import Leaf, LeafMalformed
from consult.ledger.merkle import leaf_hash
from consult.verify.report import Finding, at_entry


@dataclass(frozen=True)
class Entry:
    """An entry as the verifier sees it.

    `place` counts entries in the bundle; `leaf` is None where the leaf has not the form of its
    event; `hash` is computed from the leaf, `recorded` stands beside it in the bundle.
    """

    place: int
    event: str
    leaf: Leaf | None
    hash: bytes
    recorded: bytes
    raw: BundleEntry

    def finding(self, what: str) -> Finding:
        """Return a finding about this entry."""
        return at_entry(self.place, self.event, what)


def read_entries(bundle: Bundle) -> tuple[list[Entry], list[Finding]]:
    """Return all entries, and what is wrong with the form of each."""
    entries = []
    findings = []
    for place, raw in enumerate(bundle.entries):
        leaf = None
        trouble = None
        try:
            leaf = Leaf.parse(raw.leaf)
        except LeafMalformed as error:
            trouble = str(error)
        digest = leaf_hash(bytes_of_parsed(raw.leaf))
        entry = Entry(place, raw.event(), leaf, digest, raw.hash, raw)
        entries.append(entry)
        if trouble:
            findings.append(entry.finding(trouble))
        if digest != raw.hash:
            findings.append(entry.finding("the leaf does not have the hash recorded beside it"))
    return entries, findings


def check_order(entries: list[Entry], origin: str | None) -> Iterator[Finding]:
    """Find entries that are missing, misplaced, of another log, or earlier than the one before."""
    expected = 0
    last = ""
    for entry in entries:
        leaf = entry.leaf
        if leaf is None:
            expected += 1
            continue
        if leaf.index != expected:
            yield entry.finding(f"its leaf says index {leaf.index} where {expected} is wanted")
        expected = leaf.index + 1
        if origin is not None and leaf.log != origin:
            yield entry.finding(f"it belongs to the log {leaf.log}, and the head to {origin}")
        if leaf.at < last:
            yield entry.finding(f"its time {leaf.at} lies before that of an earlier entry")
        last = max(last, leaf.at)
