"""Rule sets that cannot be read, that no council should have, and those that come with it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from consult.core.errors import DomainError
from consult.council.rules.ballot import parse_ballots
from consult.council.rules.errors import (
    BallotMalformed,
    NothingCouldPass,
    PerverseTest,
    PresentWithoutSession,
    QuorumImpossible,
    RollMalformed,
    RulesMalformed,
    SeatWithoutBlock,
    TestAlwaysPasses,
    TieNeverSpeaks,
)
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import parse_roll
from consult.council.rules.tally import tally
from consult.council.rules.validation import validate_rules
from tests.council.rules_cases import (
    BLOCKS,
    HALF_ANSWER,
    MAJORITY,
    TWO_THIRDS,
    ballots,
    bound,
    no,
    roll,
    rules,
    yes,
)

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (None, "rules"),
        ({}, "rules.v"),
        ({**rules(MAJORITY), "v": 2}, "rules.v"),
        ({**rules(MAJORITY), "v": True}, "rules.v"),
        ({**rules(MAJORITY), "mood": 1}, "rules.mood"),
        ({**rules(MAJORITY), "choices": ["approve"]}, "rules.choices"),
        ({**rules(MAJORITY), "choices": ["approve", "reject", "maybe"]}, "rules.choices"),
        ({**rules(MAJORITY), "procedure": "acclamation"}, "rules.procedure"),
        ({**rules(MAJORITY), "procedure": "silence"}, "rules.choices"),
        ({**rules(MAJORITY), "session": "video"}, "rules.session"),
        (rules(MAJORITY, reservations_count_as="recused"), "rules.reservations_count_as"),
        (rules(MAJORITY, reservations_count_as=None), "rules.reservations_count_as"),
        (rules({}), "rules.passes.count"),
        (rules({"all": []}), "rules.passes.all"),
        (rules({"all": [MAJORITY], "any": [MAJORITY]}), "rules.passes.all"),
        (rules({"all": [MAJORITY, {**MAJORITY, "unit": "votes"}]}), "rules.passes.all[1].unit"),
        (rules({**MAJORITY, "base": "expressed"}), "rules.passes.base"),
        (rules({**MAJORITY, "share": 0.5}), "rules.passes.share"),
        (rules({**MAJORITY, "share": "3/2"}), "rules.passes.share"),
        (rules({**MAJORITY, "share": "1/0"}), "rules.passes.share"),
        (rules({**MAJORITY, "number": 1}), "rules.passes"),
        (rules(yes("more_than", "1/2")), "rules.passes.base"),
        (rules(yes("more_than", -1)), "rules.passes.number"),
        (rules({**MAJORITY, "less": ["recused"]}), "rules.passes.less"),
        (rules(MAJORITY, quorum={**HALF_ANSWER, "made_by": ["object"]}), "rules.quorum.made_by"),
        (rules(MAJORITY, quorum={**HALF_ANSWER, "represented": 1}), "rules.quorum.represented"),
        (rules(MAJORITY, tie={"then": "chair"}), "rules.tie.chair"),
        (rules(MAJORITY, tie={"then": "rejected", "chair": "A"}), "rules.tie.chair"),
        (rules(MAJORITY, revote="yes"), "rules.revote"),
        (rules(MAJORITY, blocks=["a", "a"]), "rules.blocks"),
    ],
)
def test_rules_that_cannot_be_read_are_refused_with_their_path(data: Any, path: str) -> None:
    with pytest.raises(RulesMalformed) as caught:
        parse_rules(data)
    assert caught.value.params["path"] == path


def test_deeply_nested_rules_are_refused() -> None:
    condition: dict[str, Any] = MAJORITY
    for _ in range(9):
        condition = {"all": [condition]}
    with pytest.raises(RulesMalformed, match="nested deeper than 8"):
        parse_rules(rules(condition))


CHAIR = {"then": "chair", "chair": "A"}


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (rules(yes("more_than", "1/1", "yes_no")), NothingCouldPass),
        (rules(no("fewer_than", 0)), NothingCouldPass),
        (rules(yes("at_least", "0/1", "yes_no")), TestAlwaysPasses),
        (rules(yes("at_least", 0)), TestAlwaysPasses),
        (rules(no("at_most", "1/1", "yes_no")), TestAlwaysPasses),
        (rules(yes("at_most", "1/2", "yes_no")), PerverseTest),
        (rules(no("at_least", 1)), PerverseTest),
        (rules({"any": [MAJORITY, no("more_than", "1/2", "yes_no")]}), PerverseTest),
        (rules(MAJORITY, quorum=bound("at_most", 3)), PerverseTest),
        (rules(yes("more_than", "1/2", "present")), PresentWithoutSession),
        (rules(MAJORITY, quorum={**HALF_ANSWER, "made_by": ["present"]}), PresentWithoutSession),
        (rules(MAJORITY, quorum={**HALF_ANSWER, "base": "yes_no"}), QuorumImpossible),
        (rules(MAJORITY, quorum={**HALF_ANSWER, "made_by": ["reject"]}), QuorumImpossible),
        (
            rules(MAJORITY, quorum={**HALF_ANSWER, "made_by": ["approve", "reject"]}),
            QuorumImpossible,
        ),
        (rules(MAJORITY, quorum={**HALF_ANSWER, "less": ["recused"]}), QuorumImpossible),
        (rules(MAJORITY, quorum=bound("more_than", "1/1", "entitled")), NothingCouldPass),
        (rules(TWO_THIRDS, tie=CHAIR), TieNeverSpeaks),
        (rules({"any": [MAJORITY, MAJORITY]}, tie=CHAIR), TieNeverSpeaks),
        (rules({**MAJORITY, "over": "each_block"}, tie=CHAIR), TieNeverSpeaks),
    ],
)
def test_rules_that_no_council_should_have_are_refused(
    data: dict[str, Any], error: type[DomainError]
) -> None:
    read = parse_rules(data)
    with pytest.raises(error):
        validate_rules(read)


@pytest.mark.parametrize(
    ("data", "seats", "error"),
    [
        (rules(yes("at_least", 4)), "A B C", NothingCouldPass),
        (rules(yes("at_least", 3)), "A B C-", NothingCouldPass),
        (rules(MAJORITY, quorum=bound("at_least", 2)), "A", NothingCouldPass),
        (rules(BLOCKS, blocks=["n", "s"]), "A@n B@n", NothingCouldPass),
        (rules(BLOCKS), "A@n B", SeatWithoutBlock),
        (rules(BLOCKS, blocks=["n"]), "A@n B@s", SeatWithoutBlock),
        (rules(MAJORITY, session="live"), "A B", RollMalformed),
        (rules(MAJORITY), "A- B-", NothingCouldPass),
    ],
)
def test_rules_that_do_not_fit_the_roll_are_refused(
    data: dict[str, Any], seats: str, error: type[DomainError]
) -> None:
    read = parse_rules(data)
    validate_rules(read)
    with pytest.raises(error):
        validate_rules(read, roll(seats))


@pytest.mark.parametrize(
    ("cast", "data", "code"),
    [
        ("X:y", rules(MAJORITY), "not_on_roll"),
        ("B:y", rules(MAJORITY), "not_on_roll"),
        ("A:a", {**rules(MAJORITY), "choices": ["approve", "reject"]}, "choice_not_offered"),
        ("A:y A:n", rules(MAJORITY, revote=False), "revote_not_allowed"),
    ],
)
def test_ballots_that_no_ledger_may_hold_are_refused(
    cast: str, data: dict[str, Any], code: str
) -> None:
    with pytest.raises(DomainError) as caught:
        tally(roll("A B-"), ballots(cast), parse_rules(data))
    assert caught.value.code == code


def test_a_seat_that_was_absent_cannot_vote_in_a_live_session() -> None:
    with pytest.raises(DomainError) as caught:
        tally(roll("A B!"), ballots("B:y"), parse_rules(rules(MAJORITY, session="live")))
    assert caught.value.code == "not_present"


def test_without_revotes_the_member_still_goes_before_the_alternate() -> None:
    outcome = tally(roll("A"), ballots("A1:n A:y"), parse_rules(rules(MAJORITY, revote=False)))
    assert outcome.adopted


@pytest.mark.parametrize(
    ("seat", "path"),
    [
        ({"people": []}, "roll[0].seat"),
        ({"seat": "A", "people": [], "weight": 0}, "roll[0].weight"),
        ({"seat": "A", "people": [], "weight": True}, "roll[0].weight"),
        ({"seat": "A", "people": [], "block": ""}, "roll[0].block"),
        ({"seat": "A", "people": [], "mood": 1}, "roll[0].mood"),
        ({"seat": "A"}, "roll[0].people"),
        ({"seat": "A", "people": [{"rank": 101, "person": "p"}]}, "roll[0].people[0].rank"),
        ({"seat": "A", "people": [{"rank": 0, "person": "p"}] * 2}, "roll[0].people"),
        ({"seat": "A", "people": [], "present": "yes"}, "roll[0].present"),
    ],
)
def test_rolls_that_cannot_be_read_are_refused_with_their_path(
    seat: dict[str, Any], path: str
) -> None:
    with pytest.raises(RollMalformed) as caught:
        parse_roll([seat])
    assert caught.value.params["path"] == path


def test_ballots_that_cannot_be_read_are_refused() -> None:
    good = {"ballot": "1", "seat": "A", "person": "p", "rank": 0, "choice": "approve"}
    wrongs: list[Any] = [
        [good, good],
        [{**good, "choice": "acclaim"}],
        [{**good, "more": 1}],
        [{**good, "rank": "0"}],
        {},
    ]
    for wrong in wrongs:
        with pytest.raises(BallotMalformed):
            parse_ballots(wrong)


def run(file: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "consult.council.rules", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def test_anybody_can_recompute_a_decision(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    case = {
        "roll": [{"seat": "A", "people": [{"rank": 0, "person": "a"}]}],
        "ballots": [{"ballot": "1", "seat": "A", "person": "a", "rank": 0, "choice": "approve"}],
        "rules": rules(MAJORITY),
    }
    file.write_text(json.dumps(case))
    status, out, err = run(file)
    assert (status, err) == (0, "")
    expected = tally(
        parse_roll(case["roll"]), parse_ballots(case["ballots"]), parse_rules(case["rules"])
    )
    assert json.loads(out) == expected.as_data()
    file.write_text(json.dumps({**case, "rules": rules(no("at_least", 1))}))
    status, out, err = run(file)
    assert (status, out) == (1, "")
    assert err.startswith("perverse_test: The test at rules.passes lets")
    for text in ("no json", "[]", '{"roll":[]}'):
        file.write_text(text)
        status, out, err = run(file)
        assert (status, out) == (2, "")
        assert err
    assert run(tmp_path / "missing.json")[0] == 2
