"""What no proof covers is refused, or said; and no text of a file speaks for the verifier."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from consult.ledger.canonical import canonical_bytes, parse_canonical
from consult.verify.bundle import verify_bundle
from consult.verify.report import Report, at, plain
from tests.verify.amendment_story import amendments_log
from tests.verify.council_story import council_log
from tests.verify.sample import KEY, at_hour, opened_bundle, sample_log

ROOT = Path(__file__).parents[2]
GOOD: Any = opened_bundle()
END = "9999-12-31T23:59:59.999999Z"


def verified(value: Any) -> Report:
    return verify_bundle(canonical_bytes(value), KEY)[0]


def test_proofs_stand_in_the_order_of_their_entries() -> None:
    value = copy.deepcopy(GOOD)
    proofs = value["proofs"]
    proofs[3], proofs[4] = proofs[4], proofs[3]
    assert [str(each) for each in verified(value).findings] == [
        "entry 3 (version.published.v1): its inclusion proof stands out of order"
    ]


def test_a_signature_by_somebody_else_is_said_to_be_unchecked() -> None:
    report = verified({**GOOD, "head": f"{GOOD['head']}— un.example.org AAAAAAAA\n"})
    assert report.valid
    assert report.notes == [
        "the head names a signature by un.example.org too, which was not checked"
    ]


def test_comments_without_their_text_are_counted() -> None:
    value = copy.deepcopy(GOOD)
    del value["entries"][5]["opened"]["text"]
    assert "1 of 1 comments stand here without their text" in verified(value).summary


@pytest.mark.parametrize(("hours", "said"), [(44, True), (0, False)])
def test_a_ballot_entered_long_after_it_was_cast_is_noted(hours: int, said: bool) -> None:
    def date_back(index: int, leaf: dict[str, Any]) -> None:
        if index == 18 and hours:
            leaf["at"] = at_hour(43 + hours)
        if index == 19 and hours:
            leaf["at"] = at_hour(44 + hours)

    report, _ = verify_bundle(sample_log(date_back).bundle(), KEY)
    assert report.valid
    noted = [note for note in report.notes if "was cast at" in note]
    assert [note.split(" was ")[0] for note in noted] == ["entry 18 (ballot.cast.v1)"] * said


@pytest.mark.parametrize(
    ("event", "field", "value"),
    [
        ("motion.put.v1", "closes_at", END),
        ("motion.put.v1", "noticed_at", END),
        ("amendments.ordered.v1", "period", 2**53 - 1),
    ],
)
def test_times_beyond_every_calendar_are_a_finding(event: str, field: str, value: Any) -> None:
    log = amendments_log() if event.startswith("amendments") else council_log()
    bundle = parse_canonical(log.bundle())
    entry = next(each["leaf"] for each in bundle["entries"] if each["leaf"]["event"] == event)
    entry["data"][field] = value
    assert "its times lead beyond the year 9999" in "\n".join(verified(bundle).lines())


def test_no_text_of_a_file_can_write_over_the_verdict(tmp_path: Path) -> None:
    """By moving a terminal's cursor, by beginning a line, or by turning the reading round."""
    hostile = "x\x1b[2J\x1b[Hvalid\nvalid\r\u2028\u202edilav"
    value = copy.deepcopy(GOOD)
    value["entries"][0]["leaf"]["event"] = hostile
    (tmp_path / "bundle.json").write_bytes(canonical_bytes(value))
    done = subprocess.run(
        [sys.executable, "-m", "consult.verify", tmp_path / "bundle.json", "--key", str(KEY)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 1
    lines = done.stdout.decode("ascii").split("\n")
    assert lines[0].startswith("NOT VALID")
    assert not [line for line in lines if line.startswith(("valid", "x"))]
    assert b"\x1b" not in done.stdout


def test_other_characters_stand_as_they_are() -> None:
    for text in ("საქართველო", "تونس\u200f", "Approuver les\u00a0faits", "👩‍🌾"):
        assert plain(text) == text
    assert plain("a\tb\u2066c\x7f") == "a\\u0009b\\u2066c\\u007f"
    report = Report(findings=[at("x\ny", "z")])
    assert report.lines() == ["NOT VALID: 1 finding", "x\\u000ay: z"]
