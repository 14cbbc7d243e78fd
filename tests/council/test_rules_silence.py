"""What holds for every silence procedure."""

from __future__ import annotations

import dataclasses
import json

from hypothesis import assume, given
from hypothesis import strategies as st

from consult.council.rules.ballot import Ballot, Choice
from consult.council.rules.outcome import Status
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import Roll, parse_roll
from consult.council.rules.ruleset import Rules
from consult.council.rules.tally import tally
from tests.council.rules_strategies import cast, rolls


@st.composite
def silences(draw: st.DrawFn) -> tuple[Roll, list[Ballot], Rules]:
    """Draw a silence procedure; who withdraws has objected before."""
    roll = draw(rolls())
    silence = {
        "broken_by": draw(st.integers(1, 3)),
        "withdrawal_restores": draw(st.booleans()),
    }
    rules = parse_rules(
        {
            "v": 1,
            "procedure": "silence",
            "choices": ["object", "withdraw"],
            "silence": silence,
        }
    )
    ballots: list[Ballot] = []
    for number in range(draw(st.integers(0, 8))):
        ballot = cast(roll, draw, f"b{number}")
        if ballot is not None:
            objected = any(each.seat == ballot.seat for each in ballots)
            choice = draw(st.sampled_from(["object", "withdraw"] if objected else ["object"]))
            ballots.append(dataclasses.replace(ballot, choice=Choice(choice)))
    return roll, ballots, rules


@given(silences())
def test_silence_is_recounted_and_broken_by_what_stands(
    case: tuple[Roll, list[Ballot], Rules],
) -> None:
    roll, ballots, rules = case
    outcome = tally(roll, ballots, rules)
    stored = json.loads(json.dumps([roll.as_data(), rules.as_data()]))
    again = tally(parse_roll(stored[0]), ballots, parse_rules(stored[1]))
    assert again.as_data() == outcome.as_data()
    assert rules.silence is not None
    assert outcome.silence is not None
    standing = len(outcome.silence["standing"])
    assert 0 <= outcome.passes["value"] == standing <= outcome.passes["of"]
    assert (outcome.status is Status.SILENCE_BROKEN) == (standing >= rules.silence.broken_by)
    assert not outcome.adopted or any(seat.people for seat in roll.seats)


@st.composite
def silences_and_more(draw: st.DrawFn) -> tuple[Roll, list[Ballot], Rules, Ballot | None]:
    """Draw a silence procedure and a further objection, if anybody could make one."""
    roll, ballots, rules = draw(silences())
    more = cast(roll, draw, "more")
    objection = None if more is None else dataclasses.replace(more, choice=Choice.OBJECT)
    return roll, ballots, rules, objection


@given(silences_and_more())
def test_a_further_objection_never_adopts(
    case: tuple[Roll, list[Ballot], Rules, Ballot | None],
) -> None:
    roll, ballots, rules, objection = case
    assume(objection is not None)
    if objection and tally(roll, ballots, rules).status is Status.SILENCE_BROKEN:
        assert tally(roll, [*ballots, objection], rules).status is Status.SILENCE_BROKEN
