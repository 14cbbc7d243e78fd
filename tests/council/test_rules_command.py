"""The command that recomputes a decision: what it reads, and that every refusal is a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CASE = {"roll": ["საქართველო"], "ballots": {"საქართველო": "yes"}, "rules": "simple_majority"}
TEXT = json.dumps(CASE, ensure_ascii=False)
PLAIN = TEXT.replace("საქართველო", "A")


def run(
    data: bytes, *, alphabet: str = "utf-8", path: Path | None = None
) -> tuple[int, str, list[str]]:
    """Run the command on standard input, or on a file of these bytes."""
    if path is not None:
        path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "consult.council.rules", str(path or "-")],
        input=b"" if path else data,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": alphabet},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode("utf-8", "replace").split("\n")


@pytest.mark.parametrize("alphabet", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_names_in_any_script_are_read_and_written_on_any_machine(
    alphabet: str, mark: bytes, tmp_path: Path
) -> None:
    for path in (None, tmp_path / "case.json"):
        status, out, _ = run(mark + TEXT.encode(), alphabet=alphabet, path=path)
        assert status == 0
        assert json.loads(out)["counting"][0]["seat"] == "საქართველო"


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (PLAIN.replace('"A"', '"\\ud800"'), 2, "surrogates not allowed"),
        (PLAIN[:-1] + ',"note":NaN}', 2, "NaN is no number of JSON"),
        (PLAIN.replace('["A"]', '[{"seat":"A","weight":' + "9" * 4300 + "}]"), 1, "100 digits"),
        (PLAIN.replace('["A"]', "[" * 960 + "]" * 960), 1, "roll[0]: it is no object"),
        (PLAIN.replace('["A"]', "[" * 9999 + "]" * 9999), 2, "cannot be read as JSON"),
        (PLAIN.replace('"A": "yes"', '"B": "yes"'), 1, "ballots[0] is by somebody who is not on"),
    ],
    ids=["half a character", "NaN", "huge", "nested", "nested too deep", "a stranger"],
)
def test_what_cannot_be_read_or_is_refused_is_said_in_one_line(
    text: str, status: int, said: str
) -> None:
    found, out, lines = run(text.encode())
    assert (found, out, lines[1:]) == (status, "", [""])
    assert said in lines[0]


def case(**change: Any) -> bytes:
    return json.dumps({**json.loads(PLAIN), **change}).encode()


@pytest.mark.parametrize(
    ("ballot", "path"),
    [
        ({"seat": "A", "vote": "yes"}, "ballots[0].vote: it is not known here"),
        ({"seat": "A"}, "ballots[0]: it names no choice"),
        ({"choice": "yes"}, "ballots[0]: it names no seat"),
        ({"seat": "A", "choice": "yes", "person": None}, "ballots[0].person: it is no text"),
    ],
)
def test_a_ballot_that_cannot_be_read_is_named_with_what_is_wrong(
    ballot: dict[str, Any], path: str
) -> None:
    assert path in run(case(ballots=[ballot]))[2][0]
