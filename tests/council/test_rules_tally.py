"""Worked cases: who wins, and the numbers that say so."""

from __future__ import annotations

from typing import Any

import pytest

from consult.council.rules.reader import parse_rules
from consult.council.rules.tally import tally
from consult.council.rules.validation import validate_rules
from tests.council import rules_cases as given
from tests.council.rules_cases import MAJORITY, ballots, bound, roll, rules, yes

FIVE = "A B C D E"
CHAIR = {"then": "chair", "chair": "A"}
CASES: list[tuple[str, str, str, dict[str, Any], str]] = [
    # Yes and no: "present and voting" (UN General Assembly, rule 86).
    ("majority of three", FIVE, "A:y B:y C:n", rules(MAJORITY), "adopted"),
    ("one yes is a majority", FIVE, "A:y", rules(MAJORITY), "adopted"),
    ("abstentions leave the base", FIVE, "A:y B:a C:a D:a E:a", rules(MAJORITY), "adopted"),
    ("more against", FIVE, "A:y B:n C:n", rules(MAJORITY), "rejected"),
    ("exactly two thirds", "A B C", "A:y B:y C:n", rules(given.TWO_THIRDS), "adopted"),
    ("just below two thirds", FIVE, "A:y B:y C:y D:n E:n", rules(given.TWO_THIRDS), "rejected"),
    (
        "two thirds, strictly more",
        "A B C",
        "A:y B:y C:n",
        rules(yes("more_than", "2/3", "yes_no")),
        "rejected",
    ),
    # Yes, no and abstain: an abstention weighs like a no.
    (
        "abstentions in the base",
        FIVE,
        "A:y B:y C:a D:a E:a",
        rules(yes("more_than", "1/2", "yes_no_abstain")),
        "rejected",
    ),
    (
        "recused seats are in no base of votes",
        FIVE,
        "A:y B:y C:a D:r E:r",
        rules(yes("more_than", "1/2", "yes_no_abstain")),
        "adopted",
    ),
    # Entitled: silence weighs like a no.
    ("half of all seats is no majority", "A B C D", "A:y B:y", rules(given.ABSOLUTE), "rejected"),
    ("majority of all seats", FIVE, "A:y B:y C:y", rules(given.ABSOLUTE), "adopted"),
    ("recused seats stay entitled", FIVE, "A:y B:y D:r E:r", rules(given.ABSOLUTE), "rejected"),
    (
        "entitled less the recused",
        FIVE,
        "A:y B:y D:r E:r",
        rules(yes("more_than", "1/2", "entitled", less=["recused"])),
        "adopted",
    ),
    (
        "entitled less the vacant",
        "A B C D- E-",
        "A:y B:y",
        rules(yes("more_than", "1/2", "entitled", less=["vacant"])),
        "adopted",
    ),
    (
        "everybody recused leaves an empty base",
        "A B",
        "A:r B:r",
        rules(yes("at_least", "1/2", "entitled", less=["recused"])),
        "rejected",
    ),
    # Present: the seats present when a live vote opened.
    (
        "majority of those present",
        "A B C D E!",
        "A:y B:y C:a",
        rules(yes("more_than", "1/2", "present"), session="live"),
        "rejected",
    ),
    (
        "absent seats do not count",
        "A B C D! E!",
        "A:y B:y",
        rules(yes("more_than", "1/2", "present"), session="live"),
        "adopted",
    ),
    # Plain numbers.
    ("consensus less one", FIVE, "A:y B:y C:y D:y E:n", rules(given.LESS_ONE), "adopted"),
    ("two against", FIVE, "A:y B:y C:y D:n E:n", rules(given.LESS_ONE), "rejected"),
    ("nobody voted, so nobody agreed", FIVE, "", rules(given.LESS_ONE), "rejected"),
    ("only recusals are no consensus", FIVE, "A:r B:r", rules(given.LESS_ONE), "rejected"),
    ("three in favour needed", FIVE, "A:y B:y", rules(yes("at_least", 3)), "rejected"),
    # Empty bases.
    ("nobody voted", FIVE, "", rules(MAJORITY), "rejected"),
    ("all abstain", FIVE, "A:a B:a C:a", rules(MAJORITY, tie=CHAIR), "rejected"),
    ("an empty roll", "", "", rules(MAJORITY), "rejected"),
    ("an empty roll has no blocks", "", "", rules(given.BLOCKS), "rejected"),
    # Reservations.
    ("reservations count as yes", "A B C", "A:w B:w C:n", rules(MAJORITY), "adopted"),
    (
        "reservations count as abstention",
        "A B C",
        "A:w B:w C:n",
        rules(MAJORITY, reservations_count_as="abstain"),
        "rejected",
    ),
    (
        "reservations count as no",
        "A B C",
        "A:w B:y C:y",
        rules(given.TWO_THIRDS, reservations_count_as="no"),
        "adopted",
    ),
    # Quorum.
    (
        "too few take part",
        FIVE,
        "A:y B:y",
        rules(MAJORITY, quorum=given.HALF_ANSWER),
        "not_quorate",
    ),
    (
        "whoever votes against makes the quorum that lets it pass",
        FIVE,
        "A:y B:y C:n",
        rules(MAJORITY, quorum=given.HALF_VOTES),
        "adopted",
    ),
    (
        "abstaining does not make this quorum",
        FIVE,
        "A:y B:y C:a",
        rules(MAJORITY, quorum=given.HALF_VOTES),
        "not_quorate",
    ),
    (
        "recused seats make it where the rules say so",
        "A B C D",
        "A:y B:r",
        rules(MAJORITY, quorum=given.HALF_ANSWER),
        "adopted",
    ),
    (
        "represented seats do not make it where the rules say so",
        "A B C D",
        "A:y Bp:y",
        rules(MAJORITY, quorum={**given.HALF_ANSWER, "represented": False}),
        "not_quorate",
    ),
    (
        "vacant seats leave the base of the quorum",
        "A B C- D-",
        "A:y",
        rules(MAJORITY, quorum={**given.HALF_ANSWER, "less": ["vacant"]}),
        "adopted",
    ),
    (
        "presence makes the quorum without a vote",
        "A B C D! E!",
        "A:y",
        rules(MAJORITY, session="live", quorum={**given.HALF_ANSWER, "made_by": ["present"]}),
        "adopted",
    ),
    (
        "a quorum of weight",
        "A*5 B C",
        "B:y C:y",
        rules(MAJORITY, quorum={**given.HALF_ANSWER, "unit": "weight"}),
        "not_quorate",
    ),
    (
        "a quorum that is a number",
        FIVE,
        "A:y B:y",
        rules(MAJORITY, quorum=bound("at_least", 3)),
        "not_quorate",
    ),
    (
        "no quorum goes before a tie",
        FIVE,
        "A:y B:n",
        rules(MAJORITY, tie=CHAIR, quorum=given.HALF_ANSWER),
        "not_quorate",
    ),
    # Heads and weight (Treaty on European Union, Article 16(4)).
    (
        "members without population",
        "A B C D E F*9 G*9 H*9 I*9",
        "A:y B:y C:y D:y E:y",
        rules(given.EU),
        "rejected",
    ),
    (
        "members and population",
        "A*9 B*9 C D E F G H",
        "A:y B:y C:y D:y E:y",
        rules(given.EU),
        "adopted",
    ),
    (
        "population without members",
        "A*9 B*9 C D E F G H",
        "A:y B:y C:y D:y",
        rules(given.EU),
        "rejected",
    ),
    (
        "three large ones cannot block",
        "A*9 B*9 C*9 D E F G H",
        "D:y E:y F:y G:y H:y A:n B:n C:n",
        rules(given.EU),
        "adopted",
    ),
    (
        "four can block",
        "A*9 B*9 C*9 D E F G H",
        "E:y F:y G:y H:y A:n B:n C:n D:n",
        rules(given.EU),
        "rejected",
    ),
    (
        "weight decides where the test says so",
        "A*3 B C",
        "A:n B:y C:y",
        rules({**MAJORITY, "unit": "weight"}),
        "rejected",
    ),
    # Blocks.
    ("both blocks", "A@n B@n C@s", "A:y B:n C:y", rules(given.BLOCKS), "rejected"),
    ("both blocks agree", "A@n B@n C@s", "A:y B:y C:y", rules(given.BLOCKS), "adopted"),
    ("one block against", "A@n B@n C@n D@s", "A:y B:y C:y D:n", rules(given.BLOCKS), "rejected"),
    ("one block silent", "A@n B@n C@s", "A:y B:y", rules(given.BLOCKS), "rejected"),
    (
        "one block without a seat",
        "A@n B@n",
        "A:y B:y",
        rules(given.BLOCKS, blocks=["n", "s"]),
        "rejected",
    ),
    # Ties.
    ("a tie fails", "A B", "A:y B:n", rules(MAJORITY), "rejected"),
    (
        "a tie may stay undecided",
        "A B",
        "A:y B:n",
        rules(MAJORITY, tie={"then": "undecided"}),
        "tied",
    ),
    ("the chair's yes decides", "A B", "A:y B:n", rules(MAJORITY, tie=CHAIR), "adopted"),
    ("the chair's no decides", "A B", "A:n B:y", rules(MAJORITY, tie=CHAIR), "rejected"),
    ("a silent chair decides nothing", "A B C", "B:n C:y", rules(MAJORITY, tie=CHAIR), "rejected"),
    ("half of two thirds is no tie", "A B", "A:y B:n", rules(given.TWO_THIRDS), "rejected"),
    (
        "a tie in heads is none in weight",
        "A*2 B",
        "A:y B:n",
        rules({**MAJORITY, "unit": "weight"}, tie={"then": "undecided"}),
        "adopted",
    ),
    (
        "a tie on which nothing hangs",
        "A B C D",
        "A:y B:n",
        rules({"all": [MAJORITY, yes("at_least", 3)]}, tie=CHAIR),
        "rejected",
    ),
    (
        "a tie on which all hangs",
        "A B C D",
        "A:y B:n",
        rules({"all": [MAJORITY, yes("at_least", 1)]}, tie=CHAIR),
        "adopted",
    ),
    # Which ballot counts.
    ("a changed vote", "A B C", "A:n B:y A:y", rules(MAJORITY), "adopted"),
    ("the member goes before the alternate", "A", "A:n A1:y", rules(MAJORITY), "rejected"),
    ("the first alternate before the second", "A", "A1:n A2:y", rules(MAJORITY), "rejected"),
    ("proxy, alternate and member", "A", "Ap:n A1:n A:y Ap:n A1:n", rules(MAJORITY), "adopted"),
    ("a proxy alone", "A", "Ap:y", rules(MAJORITY), "adopted"),
]


@pytest.mark.parametrize(
    ("seats", "cast", "data", "status"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_worked_case(seats: str, cast: str, data: dict[str, Any], status: str) -> None:
    read = parse_rules(data)
    validate_rules(read)
    assert tally(roll(seats), ballots(cast), read).status == status
