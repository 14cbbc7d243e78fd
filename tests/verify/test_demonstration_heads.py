"""What a kept head, a wrong key and the command say about the demonstration's bundle."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consult.ledger.canonical import canonical_bytes
from consult.ledger.checkpoint import parse_verifier_key, read_checkpoint, verifier_key
from consult.verify.bundle import verify_bundle
from tests.verify.alterations import altered_leaf, with_entry
from tests.verify.conftest import Exported
from tests.verify.forgery import forge_answer, forge_vote
from tests.verify.verdict import blamed, findings

# The database is made for tests that are marked as using it.
pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]


def test_every_head_kept_while_the_log_grew_is_continued(exported: Exported) -> None:
    sizes = [read_checkpoint(head).size for head in exported.heads]
    assert len(sizes) == len(set(sizes)) == 5
    assert sizes == sorted(sizes)
    for head in exported.heads:
        assert findings(exported, exported.data, head) == []


@pytest.mark.parametrize("forge", [forge_answer, forge_vote])
def test_a_consistent_forgery_with_the_true_key_is_contradicted_by_a_kept_head(
    exported: Exported, forge: Any
) -> None:
    """Who holds the signing key can write another history, but not to somebody's kept head."""
    forged = forge(exported)
    assert forged != exported.data
    assert findings(exported, forged) == []
    older = exported.heads[0]
    last = exported.heads[-1]
    assert findings(exported, forged, older) == []
    size = read_checkpoint(last).size
    assert findings(exported, forged, last) == [
        (
            f"kept head: the first {size} entries are not those that it signed: one or more of "
            f"the entries 0 to {size - 1} were rewritten"
        )
    ]


def test_a_bundle_that_was_cut_is_contradicted_by_a_kept_head(exported: Exported) -> None:
    size = exported.size
    shorter = {**exported.value, "entries": exported.value["entries"][:-1]}
    lines = findings(exported, canonical_bytes(shorter), exported.heads[-1])
    assert (
        f"kept head: it covers {size} entries, and the bundle has only {size - 1}: entries "
        f"{size - 1} to {size - 1} were cut off"
    ) in lines


def test_another_key_is_refused_though_it_has_the_same_name(exported: Exported) -> None:
    stranger = parse_verifier_key(verifier_key(Ed25519PrivateKey.generate(), exported.key.name))
    lines = [str(each) for each in verify_bundle(exported.data, stranger)[0].findings]
    assert {line.split(":")[0] for line in lines} == {"head", "key"}


def run(*arguments: str) -> tuple[int, list[str]]:
    """Run the command as an auditor does; return its status and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "consult.verify", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_the_command_says_the_same(exported: Exported, tmp_path: Path) -> None:
    bundle, head = tmp_path / "bundle.json", tmp_path / "head"
    key = ("--key", str(exported.key))
    bundle.write_bytes(exported.data)
    head.write_text(exported.heads[0], "utf-8")
    status, lines = run(str(bundle), *key, "--head", str(head))
    assert (status, lines[0]) == (0, "valid")
    other = verifier_key(Ed25519PrivateKey.generate(), exported.key.name)
    status, lines = run(str(bundle), "--key", other)
    assert status == 1
    assert lines[0].startswith("NOT VALID")
    index = next(
        place
        for place, entry in enumerate(exported.value["entries"])
        if entry["leaf"]["event"] == "ballot.cast.v1"
    )
    entry = exported.value["entries"][index]
    changed = altered_leaf(entry["leaf"], ("rank",))
    bundle.write_bytes(with_entry(exported, index, {**entry, "leaf": changed}))
    status, lines = run(str(bundle), *key)
    assert status == 1
    assert index in blamed(lines)
    head.write_text(exported.heads[-1], "utf-8")
    bundle.write_bytes(forge_vote(exported))
    assert run(str(bundle), *key)[0] == 0
    status, lines = run(str(bundle), *key, "--head", str(head))
    assert (status, lines[1].split(":")[0]) == (1, "kept head")
    bundle.write_bytes(exported.data + b"\n")
    status, lines = run(str(bundle), *key)
    assert status == 1
    assert lines[1].startswith(f"bundle: not canonical JSON at byte {len(exported.data)}: ")
