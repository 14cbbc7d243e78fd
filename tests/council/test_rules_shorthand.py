"""Cases as people type them: what is plain is filled in, what is not is refused by its name."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from consult.council.rules.__main__ import main
from consult.council.rules.case import decide, read_case
from consult.council.rules.errors import RuleRefusal
from tests.council.rules_cases import MAJORITY

ODD: list[Any] = [None, True, 0, -1, 1.5, 10**30, "", "1/2", "object", [], {}, [[]], [{}]]
TABLE = Path(__file__).with_name("worked_cases.jsonl")
FULL = {
    "roll": [
        {
            "seat": "A",
            "institution": "A",
            "weight": 1,
            "block": None,
            "people": [{"rank": 0, "person": "A"}],
        },
        {
            "seat": "B",
            "institution": "B",
            "weight": 2,
            "block": None,
            "people": [
                {"rank": 0, "person": "bo"},
                {"rank": 1, "person": "cy"},
                {"rank": 100, "person": "A"},
            ],
        },
        {"seat": "C", "people": []},
    ],
    "ballots": [
        {"ballot": "1", "seat": "A", "person": "A", "rank": 0, "choice": "approve"},
        {"ballot": "2", "seat": "B", "person": "cy", "rank": 1, "choice": "reject"},
        {"ballot": "3", "seat": "B", "person": "A", "rank": 100, "choice": "reservations"},
    ],
    "rules": {
        "v": 1,
        "choices": ["approve", "reservations", "reject", "abstain", "recused"],
        "passes": MAJORITY,
        "tie": {"then": "undecided"},
    },
}
SHORT = {
    "roll": [
        "A",
        {"seat": "B", "weight": 2, "member": "bo", "alternates": "cy", "proxy": {"seat": "A"}},
        {"seat": "C", "vacant": True},
    ],
    "ballots": [
        {"seat": "A", "choice": "yes"},
        {"seat": "B", "rank": "alternate", "choice": "no", "reason": "As discussed."},
        {"seat": "B", "person": "A", "choice": "with reservations"},
    ],
    "rules": {"passes": {**MAJORITY, "share": "50%"}, "tie": "undecided"},
}


def test_a_short_case_is_the_full_one() -> None:
    assert decide(read_case(SHORT)) == decide(read_case(FULL))
    assert decide(read_case(SHORT))["status"] == "tied"


def test_a_preset_says_nothing_of_choices_that_are_not_offered_in_its_place() -> None:
    offered = ["approve", "reject", "abstain"]
    for name in ("simple_majority", "present_and_voting", "consensus"):
        rules = read_case(
            {"roll": [], "ballots": [], "rules": {"preset": name, "choices": offered}}
        ).rules
        assert rules.reservations_count_as is None
        assert rules.quorum is not None
        assert rules.quorum.made_by <= {*offered, "present"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"mood": 1}, "case_malformed"),
        ({"rules": "two_third"}, "rules_malformed"),
        ({"roll": [{"seat": "A", "people": [], "member": "ana"}]}, "roll_malformed"),
        ({"roll": [{"seat": "A", "vacant": True, "proxy": "pat"}]}, "roll_malformed"),
        ({"roll": ["A", {"seat": "B", "proxy": {"seat": "Z"}}]}, "roll_malformed"),
        ({"roll": [{"seat": "A", "alternates": ["b", "c"]}]}, "ballot_malformed"),
        ({"ballots": {"Z": "yes"}}, "not_on_roll"),
        ({"ballots": {"C": "yes"}}, "ballot_malformed"),
        ({"ballots": {"A": "aye"}}, "ballot_malformed"),
        ({"motion": {"opens_at": "2026-05-04T09:00:00"}}, "times_malformed"),
        ({"motion": {"closes_at": 1, "opens_at": 1}}, "times_malformed"),
        ({"motion": {"closes_at": 2, "vote": {"closes_at": 3}}}, "times_malformed"),
    ],
)
def test_what_is_open_or_impossible_is_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleRefusal) as caught:
        read_case({**SHORT, **change})
    assert caught.value.code == code


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path of every value in a case."""
    yield path
    if isinstance(node, dict | list):
        for key in node if isinstance(node, dict) else range(len(node)):
            yield from places(node[key], (*path, key))


def altered_cases(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give a case with each odd value in the place of each value, one at a time."""
    case = {name: value for name, value in case.items() if name != "expected"}
    for path in list(places(case))[1:]:
        for odd in ODD:
            changed = copy.deepcopy(case)
            holder = changed
            for key in path[:-1]:
                holder = holder[key]
            holder[path[-1]] = odd
            yield changed


def is_taken(case: dict[str, Any]) -> bool:
    """Tell whether a case is decided; whatever is not is refused with a sentence."""
    try:
        decide(read_case(case))
    except RuleRefusal as refusal:
        assert str(refusal)
        return False
    return True


@pytest.mark.parametrize("line", TABLE.read_text("utf-8").splitlines()[5::20])
def test_any_value_anywhere_is_taken_or_refused_but_never_fails(line: str) -> None:
    for altered in altered_cases(json.loads(line)):
        is_taken(altered)


def test_the_command_reads_standard_input_and_refuses_a_key_given_twice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(SHORT)))
    assert main(["-"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "tied"
    text = json.dumps(SHORT).replace('"ballots":', '"roll": [], "ballots":', 1)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert main(["-"]) == 2
    assert "names a key twice" in capsys.readouterr().err
