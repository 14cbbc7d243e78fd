"""The tree: signature and root of the head, inclusion proofs, consistency with an old head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consult.ledger.bundle import Bundle, indices_to_prove
from consult.ledger.checkpoint import (
    Checkpoint,
    CheckpointMalformed,
    NoteMalformed,
    NoteUnsigned,
    SignatureWrong,
    VerifierKey,
    open_checkpoint,
)
from consult.ledger.errors import LedgerError
from consult.ledger.merkle import MemoryTree
from consult.ledger.proof import inclusion_ranges, verify_inclusion
from consult.verify.log import Entry
from consult.verify.report import Finding, at, at_entry


def open_head(note: str, key: VerifierKey) -> tuple[Checkpoint | None, list[Finding]]:
    """Return what the head states if the trusted key signed it, else what is wrong with it."""
    try:
        return open_checkpoint(note, key), []
    except (NoteMalformed, NoteUnsigned, SignatureWrong, CheckpointMalformed) as error:
        return None, [at("head", str(error))]


def check_tree(
    bundle: Bundle, entries: Sequence[Entry], head: Checkpoint | None
) -> Iterator[Finding]:
    """Hold entries and proofs against the head.

    Without a trustworthy head the recorded hashes stand in for it, so that an altered head is
    the only thing blamed where nothing else was altered.
    """
    computed = MemoryTree(entry.hash for entry in entries)
    recorded = MemoryTree(entry.recorded for entry in entries)
    size, root = (head.size, head.root) if head else (recorded.size, recorded.root())
    if size != computed.size:
        yield _wrong_size(entries, size)
    matches = size == computed.size and root == computed.root()
    failed: set[int] = set()
    proven: set[int] = set()
    last = 0
    for index, path in bundle.proofs:
        if index >= len(entries):
            yield at_entry(index, "-", "there is a proof of it, but no such entry")
            continue
        if index in proven:
            yield entries[index].finding("its inclusion proof stands twice")
        elif index < last:
            yield entries[index].finding("its inclusion proof stands out of order")
        last = max(last, index)
        proven.add(index)
        leaf = entries[index].hash if matches else entries[index].recorded
        if not verify_inclusion(leaf, index, size, path, root):
            failed.add(index)
            yield entries[index].finding("its inclusion proof does not lead to the head")
    for index in indices_to_prove([entry.event for entry in entries]):
        if index not in proven:
            yield entries[index].finding("its inclusion proof is missing")
    if matches or size != computed.size:
        return
    if recorded.root() == root:
        # The recorded hashes are those that were signed, so every altered leaf already differs
        # from the hash beside it and has been named.
        return
    yield from _suspects(bundle, entries, computed, failed)


def check_old_head(
    note: str, keys: Sequence[VerifierKey], entries: Sequence[Entry], origin: str
) -> Iterator[Finding]:
    """Find out whether the log only grew since a head that was kept from before.

    `keys` are the trusted key and those that the log says it replaced.
    """
    opened: Checkpoint | None = None
    trouble = ""
    for key in keys:
        try:
            opened = open_checkpoint(note, key)
            break
        except LedgerError as error:
            trouble = trouble or str(error)
    if opened is None:
        yield at("kept head", trouble)
        return
    if opened.origin != origin:
        yield at("kept head", f"it is a head of the log {opened.origin}, not of {origin}")
        return
    if opened.size > len(entries):
        yield at(
            "kept head",
            f"it covers {opened.size} entries, and the bundle has only {len(entries)}: entries "
            f"{len(entries)} to {opened.size - 1} were cut off",
        )
        return
    if MemoryTree(entry.hash for entry in entries[: opened.size]).root() != opened.root:
        yield at(
            "kept head",
            f"the first {opened.size} entries are not those that it signed: one or more of the "
            f"entries 0 to {opened.size - 1} were rewritten",
        )


def check_cosigned(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Find heads that an observer cosigned and that the log does not contain."""
    cosigned = [each for each in entries if each.leaf and each.event == "head.cosigned.v1"]
    tree = MemoryTree(entry.hash for entry in entries) if cosigned else MemoryTree([])
    for entry in cosigned:
        data = entry.leaf.data if entry.leaf else {}
        if data["size"] > entry.place:
            yield entry.finding("it cosigns a head of entries that came after it")
        elif tree.root(data["size"]).hex() != data["root"]:
            yield entry.finding(
                f"the head that it cosigns is not that of the first {data['size']} entries"
            )


def _wrong_size(entries: Sequence[Entry], size: int) -> Finding:
    if len(entries) < size:
        return at_entry(len(entries), "-", f"it is missing: the head signs {size} entries")
    return entries[size].finding(f"it is beyond the {size} entries that the head signs")


def _suspects(
    bundle: Bundle, entries: Sequence[Entry], tree: MemoryTree, failed: set[int]
) -> Iterator[Finding]:
    """Name the entries that the signed root contradicts although leaf and recorded hash agree.

    A proof that holds vouches for its own entry, and for every subtree on its path whose hash is
    the one computed here; what nothing vouches for was altered.
    """
    vouched = set()
    for index, path in bundle.proofs:
        if index >= len(entries) or index in failed:
            continue
        vouched.add(index)
        for (begin, end), digest in zip(inclusion_ranges(index, tree.size), path, strict=True):
            if tree.range_root(begin, end) == digest:
                vouched.update(range(begin, end))
    suspects = [entry for entry in entries if entry.place not in vouched]
    several = "" if len(suspects) == 1 else f" (it is one of {len(suspects)} candidates)"
    for entry in suspects:
        if entry.place not in failed:
            yield entry.finding(f"it is not what the head signs{several}")
    if not suspects:
        yield at("head", "its root is not that of the entries")
