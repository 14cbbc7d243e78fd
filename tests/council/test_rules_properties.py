"""What holds for every roll, every ballot and every sound rule set."""

from __future__ import annotations

import dataclasses
import json
import random
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consult.council.rules.ballot import (
    Ballot,
    Choice,
    counting_ballots,
    parse_ballots,
)
from consult.council.rules.case import decide, read_case
from consult.council.rules.outcome import Status
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import Roll, parse_roll
from consult.council.rules.ruleset import Rules, Side
from consult.council.rules.tally import tally
from consult.ledger.canonical import canonical_bytes, parse_canonical
from tests.council.rules_cases import ALL
from tests.council.rules_strategies import sound_rules, votes


@given(votes(), sound_rules(), st.randoms())
def test_the_order_of_the_counting_ballots_does_not_matter(
    case: tuple[Roll, list[Ballot]], rules: Rules, chance: random.Random
) -> None:
    roll, ballots = case
    counting = list(counting_ballots(roll, ballots).values())
    outcome = tally(roll, ballots, rules)
    chance.shuffle(counting)
    assert tally(roll, counting, rules) == outcome


@given(votes(), sound_rules(), st.randoms())
def test_only_the_order_within_a_rank_matters(
    case: tuple[Roll, list[Ballot]], rules: Rules, chance: random.Random
) -> None:
    """Ballots of different seats, and of different ranks of one seat, may come in any order."""
    roll, ballots = case
    lines: dict[tuple[str, int], list[Ballot]] = {}
    for ballot in ballots:
        lines.setdefault((ballot.seat, ballot.rank), []).append(ballot)
    places = [key for key, line in lines.items() for _ in line]
    chance.shuffle(places)
    shuffled = [lines[key].pop(0) for key in places]
    assert tally(roll, shuffled, rules) == tally(roll, ballots, rules)


@settings(max_examples=150)
@given(votes(), sound_rules(), st.data())
def test_a_further_yes_never_undoes_an_adoption(
    case: tuple[Roll, list[Ballot]], rules: Rules, data: st.DataObject
) -> None:
    """Neither from a seat that was silent, nor in place of any other ballot."""
    roll, ballots = case
    counting = counting_ballots(roll, ballots)
    open_seats = [
        seat
        for seat in roll.seats
        if seat.people
        and seat.present
        and (seat.seat not in counting or rules.side(counting[seat.seat].choice) is not Side.YES)
    ]
    assume(open_seats)
    seat = data.draw(st.sampled_from(open_seats))
    member = seat.people[0]
    more = Ballot("more", seat.seat, member.person, member.rank, Choice.APPROVE)
    if tally(roll, ballots, rules).status is Status.ADOPTED:
        assert tally(roll, [*ballots, more], rules).status is Status.ADOPTED


@given(votes(), sound_rules())
def test_recounting_from_plain_values_gives_the_same_outcome(
    case: tuple[Roll, list[Ballot]], rules: Rules
) -> None:
    """Through canonical JSON and back, as the ledger and the verifier pass it on."""
    roll, ballots = case
    outcome = tally(roll, ballots, rules).as_data()
    stored = parse_canonical(
        canonical_bytes([roll.as_data(), [each.as_data() for each in ballots], rules.as_data()])
    )
    again = tally(parse_roll(stored[0]), parse_ballots(stored[1]), parse_rules(stored[2]))
    assert again.as_data() == outcome
    if rules.tie.chair is None or roll.find(rules.tie.chair):
        file = {"roll": stored[0], "ballots": stored[1], "rules": stored[2]}
        assert decide(read_case(file)) == outcome
    assert parse_canonical(canonical_bytes(outcome)) == outcome
    assert json.loads(json.dumps(outcome)) == outcome


def comparisons(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Give every comparison of an outcome with its unit and base."""
    for how in ("all", "any"):
        if how in node:
            return [found for part in node[how] for found in comparisons(part)]
    return [{**node, **block} for block in node.get("blocks", {"": node}).values()]


@given(votes(), sound_rules())
def test_a_count_never_exceeds_its_base_and_each_comparison_is_true(
    case: tuple[Roll, list[Ballot]], rules: Rules
) -> None:
    roll, ballots = case
    outcome = tally(roll, ballots, rules)
    found = comparisons(outcome.passes)
    for more in (outcome.quorum, outcome.acceptance):
        if more is not None:
            found += comparisons(more)
    for each in found:
        whole = sum(1 if each["unit"] == "heads" else seat.weight for seat in roll.seats)
        assert 0 <= each["of"] <= whole
        if each.get("count") in ("yes", "not_yes", None):
            assert 0 <= each["value"] <= each["of"]
        needed = Fraction(each["needed"])
        if "share" in each:
            assert needed == Fraction(each["share"]) * each["of"]
        holds = {
            "more_than": each["value"] > needed,
            "at_least": each["value"] >= needed,
            "fewer_than": each["value"] < needed,
            "at_most": each["value"] <= needed,
        }[each["compare"]]
        assert each["passed"] == (holds and not each["empty"])


@given(votes(), sound_rules())
def test_every_seat_is_on_exactly_one_side(case: tuple[Roll, list[Ballot]], rules: Rules) -> None:
    roll, ballots = case
    counts = tally(roll, ballots, rules).counts
    for scope in [counts["everyone"], *counts["blocks"].values()]:
        for sums in scope.values():
            sides = sums["yes"] + sums["no"] + sums["abstain"] + sums["recused"]
            assert sides + sums["not_voting"] == sums["entitled"]
    totals = [scope["heads"]["entitled"] for scope in counts["blocks"].values()]
    assert sum(totals) == counts["everyone"]["heads"]["entitled"] == len(roll.seats)


@given(votes())
def test_an_uncast_motion_is_never_adopted(case: tuple[Roll, list[Ballot]]) -> None:
    roll, _ = case
    rules = parse_rules(
        {
            "v": 1,
            "choices": ALL,
            "passes": {"count": "no", "unit": "heads", "compare": "at_most", "number": 1},
        }
    )
    assert tally(roll, [], rules).status is Status.REJECTED


@given(votes(), sound_rules(), st.integers(2, 5))
def test_heads_and_weight_never_mix(
    case: tuple[Roll, list[Ballot]], rules: Rules, factor: int
) -> None:
    """Heavier seats change no number of heads, and every weight in proportion."""
    roll, ballots = case
    heavier = Roll(
        tuple(dataclasses.replace(seat, weight=seat.weight * factor) for seat in roll.seats)
    )
    before, after = tally(roll, ballots, rules).counts, tally(heavier, ballots, rules).counts
    for scope, sums in [("everyone", before["everyone"]), *before["blocks"].items()]:
        then = after["everyone"] if scope == "everyone" else after["blocks"][scope]
        assert then["heads"] == sums["heads"]
        assert then["weight"] == {name: value * factor for name, value in sums["weight"].items()}
