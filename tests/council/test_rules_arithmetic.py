"""The numbers and comparisons that an outcome shows, each to the digit."""

from __future__ import annotations

from consult.council.rules.reader import parse_rules
from consult.council.rules.tally import tally
from tests.council.rules_cases import (
    BLOCKS,
    HALF_ANSWER,
    MAJORITY,
    TWO_THIRDS,
    ballots,
    roll,
    rules,
)

CHAIR = {"then": "chair", "chair": "A"}
ARITHMETIC = {
    "status": "adopted",
    "quorum": {
        "made_by": ["abstain", "approve", "recused", "reject", "reservations"],
        "represented": True,
        "unit": "heads",
        "compare": "at_least",
        "share": "1/2",
        "base": "entitled",
        "less": [],
        "over": "everyone",
        "value": 4,
        "of": 5,
        "needed": "5/2",
        "empty": False,
        "passed": True,
    },
    "passes": {
        "count": "yes",
        "unit": "heads",
        "compare": "at_least",
        "share": "2/3",
        "base": "yes_no",
        "less": [],
        "over": "everyone",
        "value": 2,
        "of": 3,
        "needed": "2",
        "empty": False,
        "passed": True,
    },
    "tie": None,
    "counts": {
        "everyone": {
            "heads": {
                "yes": 2,
                "no": 1,
                "abstain": 1,
                "recused": 0,
                "not_voting": 1,
                "entitled": 5,
                "vacant": 1,
                "present": 0,
                "represented": 1,
            },
            "weight": {
                "yes": 4,
                "no": 1,
                "abstain": 1,
                "recused": 0,
                "not_voting": 1,
                "entitled": 7,
                "vacant": 1,
                "present": 0,
                "represented": 1,
            },
        },
        "blocks": {},
    },
    "choices": {
        "heads": {"approve": 1, "reservations": 1, "reject": 1, "abstain": 1, "recused": 0},
        "weight": {"approve": 3, "reservations": 1, "reject": 1, "abstain": 1, "recused": 0},
    },
    "counting": [
        {"ballot": "0", "seat": "A", "person": "A", "rank": 0, "choice": "approve"},
        {"ballot": "3", "seat": "B", "person": "B", "rank": 0, "choice": "abstain"},
        {"ballot": "2", "seat": "C", "person": "C", "rank": 0, "choice": "reservations"},
        {"ballot": "4", "seat": "D", "person": "Dp", "rank": 100, "choice": "reject"},
    ],
}


def test_the_outcome_holds_every_number_of_its_arithmetic() -> None:
    read = parse_rules(rules(TWO_THIRDS, quorum=HALF_ANSWER))
    outcome = tally(roll("A*3 B C D E-"), ballots("A:y B1:n C:w B:a Dp:n"), read)
    assert outcome.as_data() == ARITHMETIC


def test_a_test_in_each_block_shows_each_block() -> None:
    read = parse_rules(rules(BLOCKS))
    outcome = tally(roll("A@n B@n C@s"), ballots("A:y B:y C:n"), read).as_data()
    assert outcome["passes"]["passed"] is False
    assert outcome["passes"]["all"][1]["blocks"] == {
        "n": {"value": 2, "of": 2, "needed": "1", "empty": False, "passed": True},
        "s": {"value": 0, "of": 1, "needed": "1/2", "empty": False, "passed": False},
    }
    assert outcome["counts"]["blocks"]["s"]["heads"]["no"] == 1


def test_a_settled_tie_says_how() -> None:
    read = parse_rules(rules(MAJORITY, tie=CHAIR))
    assert tally(roll("A B"), ballots("A:y B:n"), read).as_data()["tie"] == {
        "then": "chair",
        "chair": "A",
        "chair_voted": "yes",
        "status": "adopted",
    }
