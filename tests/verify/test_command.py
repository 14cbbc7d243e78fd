"""The command as an auditor runs it: its own process, files, exit status."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consult.ledger.canonical import canonical_bytes, parse_canonical
from consult.ledger.checkpoint import Checkpoint, sign_checkpoint, verifier_key
from consult.ledger.proof import inclusion_proof
from consult.ledger.receipt import build_receipt
from consult.verify.bundle import verify_bundle
from tests.verify.sample import KEY, NAME, ORIGIN, SampleLog, sample_log

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "consult.verify", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.json"
    path.write_bytes(sample_log().bundle())
    return path


def receipt_bytes(log: SampleLog, index: int, size: int) -> bytes:
    tree = log.tree()
    path = inclusion_proof(index, size, tree.lookup)
    return build_receipt(
        key=str(KEY),
        head=log.head(size),
        leaf=log.leaves[index],
        path=path,
        opened=log.opened[index],
    )


def test_a_valid_bundle_with_key_head_and_receipt(bundle: Path, tmp_path: Path) -> None:
    log = sample_log()
    (tmp_path / "key").write_text(f"{KEY}\n")
    (tmp_path / "head").write_text(log.head(7))
    (tmp_path / "receipt.json").write_bytes(receipt_bytes(log, 5, 6))
    status, out, _ = run(
        str(bundle),
        *("--key", str(tmp_path / "key")),
        *("--head", str(tmp_path / "head")),
        *("--receipt", str(tmp_path / "receipt.json")),
    )
    assert status == 0
    assert out.splitlines()[0] == "valid"
    assert out.splitlines()[-1] == "receipt: entry 5 is in the log"


def test_an_altered_bundle_gives_status_one_and_the_entry(bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes().replace(b'"value":"abstain"', b'"value":"approve"', 1))
    status, out, _ = run(str(bundle), "--key", str(KEY))
    assert status == 1
    assert out.splitlines() == [
        "NOT VALID: 1 finding",
        "entry 17 (ballot.cast.v1): the opened choice is not what was committed to",
        "note: the motion “Chapter on water” was not recounted, since not all of its ballots can "
        "be read",
    ]


def test_a_key_must_be_given(bundle: Path) -> None:
    status, out, err = run(str(bundle))
    assert (status, out) == (2, "")
    assert "A bundle cannot vouch for itself: give --key" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.json", "--key", str(KEY)],
        ["--key", str(KEY)],
        ["BUNDLE", "--key", "no key"],
        ["BUNDLE", "--key", str(KEY), "--head", "missing"],
        ["--receipt", "missing", "--head", "missing", "--key", str(KEY)],
        ["--decision", "missing", "--key", str(KEY)],
    ],
)
def test_what_cannot_be_read_gives_status_two(arguments: list[str], bundle: Path) -> None:
    status, out, err = run(*[str(bundle) if each == "BUNDLE" else each for each in arguments])
    assert (status, out) == (2, "")
    assert err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "decision: not canonical JSON at byte 1"),
        ("[]", "decision: decision is no object"),
        ("{}", "decision: decision.record is missing"),
    ],
)
def test_what_is_no_decision_gives_status_one(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "decision.json"
    file.write_text(text)
    status, out, _ = run("--decision", str(file), "--key", str(KEY))
    assert status == 1
    assert out.splitlines()[1].startswith(told)


def test_the_verifier_loads_nothing_of_django() -> None:
    script = (
        "import consult.verify.__main__, consult.council.rules.__main__, sys; "
        "print([m for m in sys.modules if m.split('.')[0] == 'django' or m.startswith("
        "'consult.') and not m.startswith(('consult.ledger', 'consult.verify', "
        "'consult.council', 'consult.core'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def old_head_findings(head: str, log: SampleLog) -> list[str]:
    return [str(each) for each in verify_bundle(log.bundle(), KEY, head)[0].findings]


@pytest.mark.parametrize("size", range(21))
def test_every_older_head_of_the_same_log_is_continued(size: int) -> None:
    log = sample_log()
    assert old_head_findings(log.head(min(size, 20)), log) == []


def test_a_consistent_forgery_is_contradicted_by_an_older_head() -> None:
    def forge(index: int, leaf: dict[str, Any]) -> None:
        if index == 5:
            leaf["data"]["language"] = "fr"

    kept = sample_log().head(9)
    forged = sample_log(forge)
    assert verify_bundle(forged.bundle(), KEY)[0].valid
    assert old_head_findings(kept, forged) == [
        (
            "kept head: the first 9 entries are not those that it signed: one or "
            "more of the entries "
            "0 to 8 were rewritten"
        )
    ]


def test_a_log_that_was_cut_is_contradicted_by_an_older_head() -> None:
    kept = sample_log().head()
    short = sample_log()
    del short.leaves[-2:], short.opened[-2:]
    assert old_head_findings(kept, short) == [
        "kept head: it covers 20 entries, and the bundle has only 18: entries 18 to 19 were cut off"
    ]


def test_a_head_of_another_log_or_key_is_no_head_of_this_log() -> None:
    log = sample_log()
    other = Ed25519PrivateKey.generate()
    foreign = sign_checkpoint(Checkpoint(ORIGIN, 3, log.tree().root(3)), other, NAME)
    assert old_head_findings(foreign, log) == [
        "kept head: the note has no signature by consult.example.org with this key"
    ]


def test_a_head_by_the_key_before_a_rotation_is_accepted() -> None:
    log = sample_log()
    before = Ed25519PrivateKey.generate()
    kept = sign_checkpoint(Checkpoint(ORIGIN, 9, log.tree().root(9)), before, NAME)
    rotation = {"old_key": verifier_key(before, NAME), "new_key": str(KEY)}
    log.add("key.rotated.v1", 70, rotation)
    assert old_head_findings(kept, log) == []


def test_a_bundle_checked_with_another_key_is_not_valid(bundle: Path) -> None:
    other = verifier_key(Ed25519PrivateKey.generate(), NAME)
    status, out, _ = run(str(bundle), "--key", other)
    assert status == 1
    assert out.splitlines()[1:] == [
        "head: the note has no signature by consult.example.org with this key",
        f"key: the bundle names the key {KEY}, not the trusted one",
    ]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (("leaf", "subject"), "receipt: entry 5: its leaf and path do not lead to the head"),
        (("path", 0), "receipt: entry 5: its leaf and path do not lead to the head"),
        (("opened", "text", "value"), "entry 5: the opened text is not what was committed to"),
        (("head",), "receipt: head: a note is a text, an empty line, and signature lines"),
        (("key",), "not the trusted one"),
        (("format",), "receipt: the format is consult-receipt/0, not consult-receipt/1"),
    ],
)
def test_an_altered_receipt_is_told(
    path: tuple[Any, ...], told: str, tmp_path: Path, bundle: Path
) -> None:
    value = parse_canonical(receipt_bytes(sample_log(), 5, 6))
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = inner[path[-1]][:-1] + "0"
    file = tmp_path / "receipt.json"
    file.write_bytes(canonical_bytes(value))
    status, out, _ = run("--receipt", str(file), "--key", str(KEY))
    assert status == 1
    assert told in out


def test_a_receipt_proves_that_a_bundle_left_its_entry_out(tmp_path: Path) -> None:
    def replace(index: int, leaf: dict[str, Any]) -> None:
        if index == 5:
            leaf["data"]["language"] = "fr"

    (tmp_path / "receipt.json").write_bytes(receipt_bytes(sample_log(), 5, 6))
    (tmp_path / "bundle.json").write_bytes(sample_log(replace).bundle())
    status, out, _ = run(
        str(tmp_path / "bundle.json"),
        *("--receipt", str(tmp_path / "receipt.json"), "--key", str(KEY)),
    )
    assert status == 1
    assert out.splitlines() == [
        "NOT VALID: 2 findings",
        "receipt: the bundle does not continue the log that its head signs",
        (
            "entry 5 (comment.posted.v1): it is not the entry of which the receipt holds a signed "
            "proof"
        ),
    ]


def test_ten_thousand_entries_verify_in_seconds() -> None:
    """A tenth of the size that must take under ten seconds, with room for a slow machine."""
    log = SampleLog()
    for _ in range(10_000):
        log.add("role.granted.v1", 1, {"role": "participant", "person": "7f1c"})
    data = log.bundle([])
    began = time.perf_counter()
    report, entries = verify_bundle(data, KEY)
    assert time.perf_counter() - began < 5
    assert (report.valid, len(entries)) == (True, 10_000)
