"""A bundle altered in every way, each with the sentence that names it."""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import Any

from consult.ledger.canonical import canonical_bytes
from consult.ledger.merkle import MemoryTree, leaf_hash
from consult.ledger.proof import inclusion_proof


def alter_signature(bundle: Any) -> None:
    start, _space, encoded = bundle["head"].rstrip("\n").rpartition(" ")
    signed = bytearray(base64.b64decode(encoded))
    signed[-1] ^= 1
    bundle["head"] = f"{start} {base64.b64encode(signed).decode()}\n"


def _leaf(bundle: Any) -> None:
    bundle["entries"][2]["leaf"]["actor"] = "person:somebody"


def _leaf_with_its_hash(bundle: Any) -> None:
    _leaf(bundle)
    entry = bundle["entries"][2]
    entry["hash"] = leaf_hash(canonical_bytes(entry["leaf"])).hex()


def _proof(bundle: Any) -> None:
    path = bundle["proofs"][4]["path"]
    path[0] = path[0][:-1] + ("0" if path[0][-1] != "0" else "1")


def _no_proof(bundle: Any) -> None:
    del bundle["proofs"][4]


def _head(bundle: Any) -> None:
    bundle["head"] = bundle["head"].replace("\n", "0\n", 2).replace("0\n", "\n", 1)


def _document(bundle: Any) -> None:
    name = next(iter(bundle["documents"]))
    bundle["documents"][name]["number"] = 99


def _no_document(bundle: Any) -> None:
    published = [
        entry["leaf"]["data"]["renderings"][0]["sha256"]
        for entry in bundle["entries"]
        if entry["leaf"]["event"] == "version.published.v1"
    ]
    del bundle["documents"][published[0]]


def _opening(bundle: Any) -> None:
    opened = next(entry["opened"] for entry in bundle["entries"] if entry["opened"])
    next(iter(opened.values()))["value"] = "something else"


def _last_entry(bundle: Any) -> None:
    del bundle["entries"][-1]


def _head_of_another_key(bundle: Any) -> None:
    start, _space, encoded = bundle["head"].rstrip("\n").rpartition(" ")
    signed = bytearray(base64.b64decode(encoded))
    signed[0] ^= 1
    bundle["head"] = f"{start} {base64.b64encode(signed).decode()}\n"


def _no_head(bundle: Any) -> None:
    bundle["head"] = "nothing"


def _two_entries_swapped(bundle: Any) -> None:
    entries = bundle["entries"]
    entries[2], entries[3] = entries[3], entries[2]


def _forged_entry(bundle: Any) -> None:
    """Alter an entry with all that the file itself says of it: only the head tells."""
    _leaf_with_its_hash(bundle)
    leaves = (leaf_hash(canonical_bytes(entry["leaf"])) for entry in bundle["entries"])
    tree = MemoryTree(leaves)
    for proof in bundle["proofs"]:
        path = inclusion_proof(proof["index"], len(bundle["entries"]), tree.lookup)
        proof["path"] = [digest.hex() for digest in path]


def _added_entry(bundle: Any) -> None:
    bundle["entries"].append(bundle["entries"][-1])


def _cosigned(bundle: Any) -> None:
    """Say of the last entry that it cosigns a head that never was."""
    leaf = bundle["entries"][-1]["leaf"]
    leaf["event"], leaf["data"] = "head.cosigned.v1", {"size": 2, "root": "00" * 32}


def _shortened_proof(bundle: Any) -> None:
    bundle["proofs"][4]["path"].pop()


def _proofs_turned(bundle: Any) -> None:
    bundle["proofs"].reverse()


def _unnamed_document(bundle: Any) -> None:
    bundle["documents"][sha256(canonical_bytes({})).hexdigest()] = {}


def _remark(bundle: Any) -> None:
    bundle["entries"][2]["audited"] = "by nobody"


ALTERED = (
    (alter_signature, "The signature of the head does not fit its text."),
    (_head, "The signature of the head does not fit its text."),
    (_leaf, "Entry 2: its leaf does not have the recorded hash."),
    (_leaf_with_its_hash, "Entry 2: its inclusion proof does not lead to the head."),
    (_proof, "Entry 4: its inclusion proof does not lead to the head."),
    (_no_proof, "Entry 4: its inclusion proof is missing."),
    (_document, "does not have its hash."),
    (_no_document, "is missing."),
    (_opening, "is not what was committed to."),
    (_last_entry, "The head signs"),
    (_added_entry, "The head signs"),
    (_head_of_another_key, "The head bears no signature by this key."),
    (_no_head, "The head is malformed."),
    (_two_entries_swapped, "Entry 2: its leaf belongs to another place or another log."),
    (_forged_entry, "The entries are not those that the head signs."),
    (_cosigned, "the head that it cosigns is not one of this log."),
    (_proofs_turned, "Entry 3: its inclusion proof stands twice or out of order."),
    (_unnamed_document, "is named by no entry."),
    (_remark, "The file holds the field “audited”, which is no part of its format."),
    (_shortened_proof, "Entry 4: its inclusion proof does not lead to the head."),
)
