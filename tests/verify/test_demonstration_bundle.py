"""The demonstration's bundle: whoever alters anything in it is found out, at the right entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from consult.ledger.canonical import canonical_bytes
from consult.ledger.checkpoint import read_checkpoint
from consult.verify.bundle import verify_bundle
from tests.verify.alterations import (
    altered_leaf,
    get,
    others,
    places,
    put,
    with_entry,
    with_hash,
    with_proof,
)
from tests.verify.conftest import Exported
from tests.verify.verdict import blamed, findings

# The database is made for tests that are marked as using it.
pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
# The entries are tried in so many tests, which the workers of a parallel run share out.
PARTS = 8
# Of these every field is tried, of other entries one.
OF_MOTIONS = ("motion.", "ballot.")


def of_part(exported: Exported, part: int) -> range:
    """Return the indices of the entries that one test tries."""
    return range(part, exported.size, PARTS)


def test_the_bundle_is_canonical_and_valid(exported: Exported) -> None:
    assert canonical_bytes(exported.value) == exported.data
    report, entries = verify_bundle(exported.data, exported.key)
    assert report.lines()[0] == "valid"
    assert report.notes == []
    assert len(entries) == exported.size == read_checkpoint(exported.value["head"]).size
    assert [line for line in report.summary if line.startswith("motion")] == [
        "motion “Approve the chapter on methodology and process”: adopted, 9 ballots, recounted",
        "motion “Approve the highlights and the revised policy chapter”: open, 3 ballots (3 sealed)",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"entries":[{', b'"entries": [{'),
        (b'"title":"A', b'"title":"\\u0041'),
        (b"}],", b"}]\n,"),
        (b'{"documents":', b' {"documents":'),
        (b'"index":0,', b'"index":0.0,'),
        (b'"index":10,', b'"index":1e1,'),
        (b'"rank":0,', b'"rank":-0,'),
    ],
    ids=["space", "escape", "line", "leading-space", "fraction", "exponent", "minus"],
)
def test_another_spelling_is_refused_at_the_first_byte_that_differs(
    exported: Exported, old: bytes, new: bytes
) -> None:
    at = exported.data.index(old)
    data = exported.data[:at] + new + exported.data[at + len(old) :]
    pairs = zip(exported.data, data, strict=False)
    differs = next(place for place, (true, other) in enumerate(pairs) if true != other)
    [line] = findings(exported, data)
    assert line.startswith(f"bundle: not canonical JSON at byte {differs}: ")


def test_bytes_after_the_end_are_refused_at_the_end(exported: Exported) -> None:
    for after in (b"\n", b" ", b"\x00", b"{}"):
        assert findings(exported, exported.data + after) == [
            (
                f"bundle: not canonical JSON at byte {len(exported.data)}: "
                "something follows the end of the value"
            )
        ]


def test_keys_in_another_order_are_refused_at_the_key(exported: Exported) -> None:
    entry = exported.value["entries"][0]
    hash_, leaf = canonical_bytes(entry["hash"]), canonical_bytes(entry["leaf"])
    ordered = b'"hash":' + hash_ + b',"leaf":' + leaf
    turned = b'"leaf":' + leaf + b',"hash":' + hash_
    at = exported.data.index(ordered)
    [line] = findings(exported, exported.data.replace(ordered, turned))
    second = at + len(b'"leaf":' + leaf + b",")
    assert line.startswith(f"bundle: not canonical JSON at byte {second}: ")


@pytest.mark.parametrize("part", range(PARTS))
def test_every_leaf_is_guarded_by_the_hash_beside_it(exported: Exported, part: int) -> None:
    for index in of_part(exported, part):
        entry = exported.value["entries"][index]
        changed = next(filter(None, (altered_leaf(entry["leaf"], p) for p in _paths(entry))))
        lines = findings(exported, with_entry(exported, index, {**entry, "leaf": changed}))
        assert index in blamed(lines), entry["leaf"]
        assert any("does not have the hash recorded beside it" in line for line in lines)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_leaf_is_guarded_by_its_proof_alone(exported: Exported, part: int) -> None:
    """Who alters a leaf and the hash beside it, in a field that no other entry repeats."""
    for index in of_part(exported, part):
        entry = exported.value["entries"][index]
        changed = with_hash(entry, {**entry["leaf"], "subject": "somebody:else"})
        assert findings(exported, with_entry(exported, index, changed)) == [
            (
                f"entry {index} ({entry['leaf']['event']}): "
                "its inclusion proof does not lead to the head"
            )
        ]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_field_of_every_ballot_roll_and_rule_is_guarded(
    exported: Exported, part: int
) -> None:
    tried = 0
    for index in range(exported.size):
        entry = exported.value["entries"][index]
        if not entry["leaf"]["event"].startswith(OF_MOTIONS):
            continue
        for number, path in enumerate(_paths(entry)):
            changed = altered_leaf(entry["leaf"], path) if number % PARTS == part else None
            if changed is not None:
                tried += 1
                data = with_entry(exported, index, with_hash(entry, changed))
                assert index in blamed(findings(exported, data)), (index, path)
    assert tried


@pytest.mark.parametrize("part", range(PARTS))
def test_every_opening_is_guarded_by_its_commitment(exported: Exported, part: int) -> None:
    for index in of_part(exported, part):
        entry = exported.value["entries"][index]
        for path in places(entry["opened"]):
            # A salt stays one: its last digit changes.
            new = list(others(get(entry["opened"], path)))[-1]
            changed = {**entry, "opened": put(entry["opened"], path, new)}
            lines = findings(exported, with_entry(exported, index, changed))
            assert blamed(lines) == {index}, path
            assert any("is not what was committed to" in line for line in lines)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_proof_is_guarded(exported: Exported, part: int) -> None:
    assert [proof["index"] for proof in exported.value["proofs"]] == list(range(exported.size))
    for index in of_part(exported, part):
        proof = exported.value["proofs"][index]
        step = index % len(proof["path"])
        digest = proof["path"][step]
        other = ("0" if digest[0] != "0" else "1") + digest[1:]
        changed = put(proof, ("path", step), other)
        event = exported.value["entries"][index]["leaf"]["event"]
        assert findings(exported, with_proof(exported, index, changed)) == [
            f"entry {index} ({event}): its inclusion proof does not lead to the head"
        ]


def test_every_line_of_the_head_is_guarded(exported: Exported) -> None:
    head = exported.value["head"]
    origin, size, root = head.split("\n")[:3]
    signature = head.rsplit(" ", 1)[1]
    older = exported.heads[0]
    for old, new in (
        (origin, origin + "x"),
        (f"\n{size}\n", f"\n{int(size) - 1}\n"),
        (root, read_root(older)),
        (signature, older.rsplit(" ", 1)[1]),
    ):
        assert head.count(old) == 1
        data = canonical_bytes({**exported.value, "head": head.replace(old, new)})
        lines = findings(exported, data)
        assert lines
        assert {line.split(":")[0] for line in lines} == {"head"}


def read_root(head: str) -> str:
    """Return the root in a head, in base64 as it stands there."""
    return head.split("\n")[2]


def test_every_document_is_guarded_at_the_version_that_names_it(exported: Exported) -> None:
    documents = exported.value["documents"]
    naming = {
        rendering["sha256"]: index
        for index, entry in enumerate(exported.value["entries"])
        if entry["leaf"]["event"] == "version.published.v1"
        for rendering in entry["leaf"]["data"]["renderings"]
    }
    assert documents.keys() == naming.keys()
    for digest, index in naming.items():
        path = next(p for p in places(documents[digest]["blocks"]) if p[-1] in {"text", "html"})
        word = get(documents[digest]["blocks"], path)
        blocks = put(documents[digest]["blocks"], path, f"{word}!")
        changed = {**documents, digest: {**documents[digest], "blocks": blocks}}
        lines = findings(exported, canonical_bytes({**exported.value, "documents": changed}))
        assert blamed(lines) == {index}
        assert any("is not the one with its hash" in line for line in lines)
        left = {name: each for name, each in documents.items() if name != digest}
        lines = findings(exported, canonical_bytes({**exported.value, "documents": left}))
        assert blamed(lines) == {index}


def _paths(entry: Any) -> list[tuple[Any, ...]]:
    return list(places(entry["leaf"]["data"]))
