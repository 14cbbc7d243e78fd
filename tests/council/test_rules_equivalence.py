"""Rule sets that must come to the same decision, and decisions that no rule set may come to."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consult.council.rules.ballot import Ballot, Choice
from consult.council.rules.errors import RuleRefusal, TestAlwaysPasses
from consult.council.rules.outcome import Status
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import Holder, Roll, Seat
from consult.council.rules.ruleset import Rules
from consult.council.rules.tally import tally
from consult.council.rules.validation import validate_rules
from tests.council.rules_cases import ABSOLUTE, EU, LESS_ONE, MAJORITY, roll, rules
from tests.council.rules_strategies import sound_rules, votes


def counting(rules: Rules, unit: str) -> Rules:
    """Return the same rules with one unit in every test."""
    text = json.dumps(rules.as_data())
    for other in ("heads", "weight"):
        text = text.replace(f'"unit": "{other}"', f'"unit": "{unit}"')
    return parse_rules(json.loads(text))


def decided(outcome: Any) -> Any:
    """Return what was compared and decided, without the sums that only inform."""
    return (outcome.status, outcome.quorum, outcome.passes, outcome.acceptance)


def clones(seat: Seat) -> list[Seat]:
    """Return as many seats of weight 1 as a seat has weight; the first keeps its name."""
    return [
        dataclasses.replace(
            seat,
            seat=seat.seat if place == 0 else f"{seat.seat}/{place}",
            weight=1,
            people=tuple(Holder(each.rank, each.person) for each in seat.people),
        )
        for place in range(seat.weight)
    ]


@given(votes(), sound_rules(), st.data())
def test_rules_that_count_heads_never_look_at_weights(
    case: tuple[Roll, list[Ballot]], drawn: Rules, data: st.DataObject
) -> None:
    seats, ballots = case
    by_heads = counting(drawn, "heads")
    other = Roll(
        tuple(
            dataclasses.replace(seat, weight=data.draw(st.integers(1, 10**18)))
            for seat in seats.seats
        )
    )
    assert decided(tally(seats, ballots, by_heads)) == decided(tally(other, ballots, by_heads))


@given(votes(), sound_rules())
def test_a_seat_of_weight_three_is_three_seats(
    case: tuple[Roll, list[Ballot]], drawn: Rules
) -> None:
    """What weight decides is what heads decide where every seat is split into seats of one."""
    seats, ballots = case
    split = Roll(tuple(each for seat in seats.seats for each in clones(seat)))
    cast = [
        dataclasses.replace(ballot, ballot=f"{ballot.ballot}/{each.seat}", seat=each.seat)
        for ballot in ballots
        for seat in seats.seats
        if seat.seat == ballot.seat
        for each in clones(seat)
    ]
    heavy = tally(seats, ballots, counting(drawn, "weight")).as_data()
    light = tally(split, cast, counting(drawn, "heads")).as_data()
    text = json.dumps([heavy["status"], heavy["quorum"], heavy["passes"], heavy["tie"]])
    assert json.loads(text.replace('"unit": "weight"', '"unit": "heads"')) == [
        light["status"],
        light["quorum"],
        light["passes"],
        light["tie"],
    ]


@given(votes(), sound_rules())
def test_all_in_favour_adopt_and_all_against_do_not(
    case: tuple[Roll, list[Ballot]], drawn: Rules
) -> None:
    """Under every rule set that may be put to this council."""
    seats, _ = case
    try:
        validate_rules(drawn, seats)
    except RuleRefusal:
        assume(False)

    def where_all_say(choice: Choice) -> Status:
        cast = [
            Ballot(seat.seat, seat.seat, seat.people[0].person, seat.people[0].rank, choice)
            for seat in seats.seats
            if seat.people and (seat.present or drawn.session == "written")
        ]
        return tally(seats, cast, drawn).status

    assert where_all_say(Choice.APPROVE) is Status.ADOPTED
    assert where_all_say(Choice.REJECT) is not Status.ADOPTED


@pytest.mark.parametrize(
    ("passes", "few", "enough"),
    [(EU, "A B C", "A B C D"), (LESS_ONE, "A", "A B")],
    ids=["fewer than four not in favour", "no more than one against"],
)
def test_a_plain_number_needs_a_council_that_can_miss_it(
    passes: dict[str, Any], few: str, enough: str
) -> None:
    read = parse_rules(rules(passes))
    validate_rules(read, roll(enough))
    with pytest.raises(TestAlwaysPasses):
        validate_rules(read, roll(few))
    for other in (MAJORITY, ABSOLUTE):
        validate_rules(parse_rules(rules(other)), roll(few))
