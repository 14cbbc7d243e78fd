"""Rolls, ballots and rules drawn at random, for the properties that hold for every one of them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from consult.council.rules.ballot import VOTES, Ballot
from consult.council.rules.errors import PerverseTest, TieNeverSpeaks
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import Roll, parse_roll
from consult.council.rules.ruleset import Rules
from consult.council.rules.validation import validate_rules
from tests.council.rules_cases import ALL, MAJORITY


@st.composite
def rolls(draw: st.DrawFn) -> Roll:
    seats = []
    for number in range(draw(st.integers(0, 7))):
        filled = draw(st.integers(0, 5)) > 0
        ranks = (0, 1, 100) if filled else ()
        seats.append(
            {
                "seat": str(number),
                "weight": draw(st.integers(1, 5)),
                "block": draw(st.sampled_from(["north", "south"])),
                "people": [{"rank": rank, "person": f"{number}-{rank}"} for rank in ranks],
                "present": draw(st.integers(0, 4)) > 0,
            }
        )
    return parse_roll(seats)


def cast(roll: Roll, draw: st.DrawFn, name: str) -> Ballot | None:
    filled = [seat for seat in roll.seats if seat.people and seat.present]
    if not filled:
        return None
    seat = draw(st.sampled_from(filled))
    holder = draw(st.sampled_from(seat.people))
    choice = draw(st.sampled_from(VOTES))
    return Ballot(name, seat.seat, holder.person, holder.rank, choice)


SHARES = st.sampled_from(["1/3", "1/2", "2/3", "55/100", "3/4"])
UNITS = st.sampled_from(["heads", "weight"])
OVER = st.sampled_from(["everyone", "each_block"])


@st.composite
def bounds(draw: st.DrawFn, compares: tuple[str, ...], bases: tuple[str, ...]) -> dict[str, Any]:
    base = draw(st.sampled_from(bases))
    less: list[str] = []
    if base in ("entitled", "present"):
        less = draw(st.sampled_from([[], ["recused"], ["vacant"], ["recused", "vacant"]]))
    kind: dict[str, Any] = (
        {"share": draw(SHARES)} if draw(st.booleans()) else {"number": draw(st.integers(1, 4))}
    )
    return {
        "unit": draw(UNITS),
        "compare": draw(st.sampled_from(compares)),
        "base": base,
        "less": less,
        "over": draw(OVER),
        **kind,
    }


BASES = ("yes_no", "yes_no_abstain", "present", "entitled")
TESTS = st.one_of(
    bounds(("more_than", "at_least"), BASES).map(lambda each: {"count": "yes", **each}),
    st.builds(
        lambda count, each: {"count": count, **each},
        st.sampled_from(["no", "abstain", "not_yes"]),
        bounds(("fewer_than", "at_most"), BASES),
    ),
)
MAJORITY_TEST = st.sampled_from([MAJORITY, {**MAJORITY, "unit": "weight"}])
CONDITIONS = st.recursive(
    st.one_of(TESTS, MAJORITY_TEST),
    lambda inner: st.builds(
        lambda how, parts: {how: parts},
        st.sampled_from(["all", "any"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=4,
)


TIES = st.sampled_from([{"then": "undecided"}, {"then": "chair", "chair": "0"}])


@st.composite
def quorums(draw: st.DrawFn) -> dict[str, Any] | None:
    kind = draw(st.sampled_from(["none", "ballots", "presence"]))
    if kind == "none":
        return None
    if kind == "presence":
        quorum = draw(bounds(("more_than", "at_least"), ("entitled",)))
        less = [each for each in quorum["less"] if each != "recused"]
        return {**quorum, "less": less, "made_by": ["present"]}
    quorum = draw(bounds(("more_than", "at_least"), ("entitled", "present")))
    made_by = {"approve", "reservations", *draw(st.sets(st.sampled_from(ALL[2:])))}
    if "recused" in quorum["less"]:
        made_by -= {"recused"}
    return {**quorum, "made_by": sorted(made_by), "represented": draw(st.booleans())}


@st.composite
def sound_rules(draw: st.DrawFn) -> Rules:
    """Draw a rule set that validate_rules takes, with a tie rule wherever one may speak."""
    data = {
        "v": 1,
        "choices": ALL,
        "passes": draw(st.one_of(MAJORITY_TEST, CONDITIONS)),
        "quorum": draw(quorums()),
        "tie": draw(TIES),
        "reservations_count_as": draw(st.sampled_from(["yes", "no", "abstain"])),
    }
    data["session"] = "live" if "present" in json.dumps(data) else "written"
    if data["session"] == "written" and draw(st.booleans()):
        data["choices"] = [*ALL, "object"]
        data["accepted_by"] = draw(bounds(("more_than", "at_least"), ("entitled",)))
        data["accepted_by"]["less"] = []
    rules = parse_rules(data)
    try:
        validate_rules(rules)
    except PerverseTest:
        reject()
    except TieNeverSpeaks:
        rules = parse_rules({**data, "tie": {"then": "rejected"}})
        validate_rules(rules)
    return rules


@st.composite
def votes(draw: st.DrawFn) -> tuple[Roll, list[Ballot]]:
    roll = draw(rolls())
    made = [cast(roll, draw, f"b{number}") for number in range(draw(st.integers(0, 12)))]
    return roll, [ballot for ballot in made if ballot is not None]
