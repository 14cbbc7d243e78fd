"""A participant's receipt: is the entry in the log that its head signs, and in this bundle?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from consult.ledger.canonical import NotCanonical, bytes_of_parsed
from consult.ledger.checkpoint import Checkpoint, VerifierKey
from consult.ledger.leaf import Leaf, LeafMalformed
from consult.ledger.merkle import leaf_hash, root_of
from consult.ledger.proof import verify_inclusion
from consult.ledger.receipt import Receipt, ReceiptMalformed
from consult.verify.log import Entry
from consult.verify.openings import check_openings
from consult.verify.report import Finding, Report, at
from consult.verify.tree import open_head


def verify_receipt(data: bytes, key: VerifierKey, entries: Sequence[Entry] | None = None) -> Report:
    """Check the bytes of a receipt against a trusted key.

    With the entries of a verified bundle, the same leaf must stand there at the same index, and
    the bundle must continue the log that the receipt's head signs: an omission is proven here.
    """
    report = Report()
    try:
        receipt = Receipt.decode(data)
    except NotCanonical as error:
        report.add([at("receipt", f"not canonical JSON at {error}")])
        return report
    except ReceiptMalformed as error:
        report.add([at("receipt", str(error))])
        return report
    head, findings = open_head(receipt.head, key)
    report.add(at("receipt", f"head: {finding.what}") for finding in findings)
    if receipt.key != str(key):
        report.add([at("receipt", f"it names the key {receipt.key}, not the trusted one")])
    report.add(at("receipt", trouble) for trouble in _leaf_troubles(receipt, head))
    if entries is not None and head is not None:
        report.add(_check_against(receipt, head, entries))
    report.summary = [f"receipt: entry {receipt.index} is in the log"]
    return report


def _leaf_troubles(receipt: Receipt, head: Checkpoint | None) -> Iterator[str]:
    yield from proof_troubles(receipt.index, receipt.leaf, receipt.path, head)
    try:
        leaf = Leaf.parse(receipt.leaf)
    except LeafMalformed:
        return
    yield from (f"entry {receipt.index}: {x}" for x in check_openings(leaf, receipt.opened))


def proof_troubles(
    index: int, written: Any, path: Sequence[bytes], head: Checkpoint | None
) -> Iterator[str]:
    """Say what is wrong with a leaf that stands alone with its place and its proof."""
    digest = leaf_hash(bytes_of_parsed(written))
    if head is not None and not verify_inclusion(digest, index, head.size, path, head.root):
        yield f"entry {index}: its leaf and path do not lead to the head"
    try:
        leaf = Leaf.parse(written)
    except LeafMalformed as error:
        yield f"entry {index}: {error}"
        return
    if leaf.index != index:
        yield f"entry {index}: its leaf says index {leaf.index}"
    if head is not None and leaf.log != head.origin:
        yield f"entry {index}: it belongs to another log than the head"


def _check_against(
    receipt: Receipt, head: Checkpoint, entries: Sequence[Entry]
) -> Iterator[Finding]:
    if receipt.index >= len(entries) or head.size > len(entries):
        yield at("receipt", f"entry {receipt.index} is signed, and the bundle ends before it")
        return
    entry = entries[receipt.index]
    if entry.hash != leaf_hash(bytes_of_parsed(receipt.leaf)):
        yield entry.finding("it is not the entry of which the receipt holds a signed proof")
    if root_of(each.hash for each in entries[: head.size]) != head.root:
        yield at("receipt", "the bundle does not continue the log that its head signs")
