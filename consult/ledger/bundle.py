"""The bundle: one canonical JSON file with everything needed to check a review's log offline.

Next to the leaves it keeps each leaf's recorded hash and inclusion proofs, so that an alteration
made in one place contradicts another place and is named, instead of only changing the root.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.ledger.canonical import canonical_bytes, parse_canonical
from consult.ledger.checkpoint import read_checkpoint
from consult.ledger.errors import LedgerError
from consult.ledger.merkle import MemoryTree, leaf_hash
from consult.ledger.proof import inclusion_proofs
from consult.ledger.shape import Data, Digest, ListOf, Record, Shape, Text, Whole

FORMAT = "consult-ledger-bundle/1"
PROVE_ALL_UP_TO = 4096
"""Logs up to this size carry a proof for every entry, so that even a leaf altered together with
its recorded hash is named exactly; longer ones carry it for texts, motions and ballots only."""

_PROVEN = ("version.published.", "motion.", "ballot.", "rollup.")


class BundleMalformed(LedgerError):
    """Data is no bundle; `index` is the entry at fault, where there is one."""

    def __init__(self, reason: str, index: int | None = None) -> None:
        self.reason = reason
        self.index = index
        super().__init__(reason if index is None else f"entry {index}: {reason}")


class BundleInconsistent(LedgerError):
    """The entries to be exported are not those that the head signs."""


@dataclass(frozen=True)
class Opening:
    """What stands behind a commitment, for a field that may be shown."""

    salt: bytes
    value: Any

    def as_data(self) -> dict[str, Any]:
        """Return the opening as it is written."""
        return {"salt": self.salt.hex(), "value": self.value}


@dataclass(frozen=True)
class BundleEntry:
    """One entry of a bundle: the leaf as written, its recorded hash, its openings.

    The leaf is kept as plain values, since an auditor must be able to name one that is wrong.
    """

    leaf: Any
    hash: bytes
    opened: Mapping[str, Opening]

    def event(self) -> str:
        """Return the event that the leaf claims, or a dash."""
        claimed = self.leaf.get("event") if isinstance(self.leaf, dict) else None
        return claimed if isinstance(claimed, str) else "-"


@dataclass(frozen=True)
class Bundle:
    """A bundle as read: only its outer form has been checked."""

    key: str
    head: str
    entries: Sequence[BundleEntry]
    proofs: Sequence[tuple[int, Sequence[bytes]]]
    documents: Mapping[str, Any]


def document_hash(document: Any) -> str:
    """Return the SHA-256 of a document's canonical JSON, which names it in events and bundle."""
    return hashlib.sha256(canonical_bytes(document)).hexdigest()


def indices_to_prove(events: Sequence[str]) -> list[int]:
    """Return which entries of a log carry an inclusion proof, given all its events in order."""
    if len(events) <= PROVE_ALL_UP_TO:
        return list(range(len(events)))
    return [index for index, event in enumerate(events) if event.startswith(_PROVEN)]


def build_bundle(
    *,
    key: str,
    head: str,
    entries: Iterable[tuple[bytes, Mapping[str, Opening]]],
    documents: Iterable[Any],
) -> bytes:
    """Return the bytes of a bundle.

    `key` is the verifier key, `head` the signed note; `entries` are the canonical leaves in
    order, each with the openings that may be shown; `documents` are the canonical renderings
    that versions name by hash. Raises BundleInconsistent where entries and head differ, so that
    a broken log is found at home and not by an auditor.
    """
    listed = list(entries)
    hashes = [leaf_hash(leaf) for leaf, _ in listed]
    tree = MemoryTree(hashes)
    stated = read_checkpoint(head)
    if (stated.size, stated.root) != (tree.size, tree.root()):
        raise BundleInconsistent(
            f"the head signs {stated.size} entries, and these {tree.size} are not they"
        )
    leaves = [parse_canonical(leaf) for leaf, _ in listed]
    proven = indices_to_prove([leaf["event"] for leaf in leaves])
    proofs = inclusion_proofs(proven, tree.size, tree.lookup)
    return canonical_bytes(
        {
            "format": FORMAT,
            "key": key,
            "head": head,
            "entries": [
                {
                    "leaf": leaf,
                    "hash": digest.hex(),
                    "opened": {name: opening.as_data() for name, opening in opened.items()},
                }
                for leaf, digest, (_, opened) in zip(leaves, hashes, listed, strict=True)
            ],
            "proofs": [
                {"index": index, "path": [digest.hex() for digest in path]}
                for index, path in proofs.items()
            ],
            "documents": {document_hash(document): document for document in documents},
        }
    )


@dataclass(frozen=True)
class _Anything:
    """Any value; the part that reads it judges it."""

    def problem(self, value: Any, path: str) -> str | None:
        """Return nothing, whatever the value."""
        return None


_OPENING: Shape = Record({"salt": Digest(), "value": _Anything()})
_OUTER = Record(
    {
        "format": Text(),
        "key": Text(),
        "head": Text(),
        "entries": ListOf(_Anything()),
        "proofs": ListOf(_Anything()),
        "documents": Data(),
    }
)
_ENTRY = Record({"leaf": _Anything(), "hash": Digest(), "opened": Data()})
_PROOF = Record({"index": Whole(), "path": ListOf(Digest())})


def parse_bundle(value: Any) -> Bundle:
    """Read a bundle from the value that parse_canonical returned; raises BundleMalformed."""
    if trouble := _OUTER.problem(value, "bundle"):
        raise BundleMalformed(trouble)
    if value["format"] != FORMAT:
        raise BundleMalformed(f"the format is {value['format']}, and this release reads {FORMAT}")
    entries = [_entry(entry, index) for index, entry in enumerate(value["entries"])]
    proofs = []
    for place, proof in enumerate(value["proofs"]):
        if trouble := _PROOF.problem(proof, f"proofs[{place}]"):
            index = proof.get("index") if isinstance(proof, dict) else None
            raise BundleMalformed(trouble, index if type(index) is int else None)
        proofs.append((proof["index"], [bytes.fromhex(digest) for digest in proof["path"]]))
    return Bundle(value["key"], value["head"], entries, proofs, value["documents"])


def _entry(value: Any, index: int) -> BundleEntry:
    if trouble := _ENTRY.problem(value, "it"):
        raise BundleMalformed(trouble, index)
    return BundleEntry(
        value["leaf"], bytes.fromhex(value["hash"]), parse_openings(value["opened"], index)
    )


def parse_openings(value: Mapping[str, Any], index: int | None = None) -> dict[str, Opening]:
    """Read the openings of one entry; raises BundleMalformed."""
    opened = {}
    for name, opening in value.items():
        if trouble := _OPENING.problem(opening, f"opened.{name}"):
            raise BundleMalformed(trouble, index)
        opened[name] = Opening(bytes.fromhex(opening["salt"]), opening["value"])
    return opened
