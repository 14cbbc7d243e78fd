"""The rule by which chapters make a whole."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.council.rules.rollup import OPEN, VOID, RollUpRule, roll_up

STATUSES = ["adopted", "rejected", "not_quorate", "tied", "silence_broken", OPEN, VOID]
RULES = st.sampled_from(list(RollUpRule))


@pytest.mark.parametrize(
    ("rule", "statuses", "expected"),
    [
        (RollUpRule.ALL, ["adopted", "adopted"], "adopted"),
        (RollUpRule.ALL, ["adopted", "rejected"], "not_adopted"),
        (RollUpRule.ALL, ["adopted", "not_quorate"], "not_adopted"),
        (RollUpRule.ALL, ["adopted", "silence_broken"], "not_adopted"),
        (RollUpRule.ALL, ["adopted", "tied"], "not_adopted"),
        (RollUpRule.ALL, ["adopted", "void"], "not_adopted"),
        (RollUpRule.ALL, ["rejected", "open"], "open"),
        (RollUpRule.ALL, ["void", "open"], "open"),
        (RollUpRule.ALL, [], "not_adopted"),
        (RollUpRule.ALL_THEN_WHOLE, ["adopted", "adopted"], "whole_follows"),
        (RollUpRule.ALL_THEN_WHOLE, ["adopted", "void"], "not_adopted"),
        (RollUpRule.ALL_THEN_WHOLE, ["adopted", "open"], "open"),
        (RollUpRule.ALL_THEN_WHOLE, [], "not_adopted"),
    ],
)
def test_the_rule_adopts_only_what_is_adopted_throughout(
    rule: RollUpRule, statuses: list[str], expected: str
) -> None:
    motions = [(f"M-{place}", status) for place, status in enumerate(statuses)]
    found = roll_up(rule, motions)
    assert found.as_data() == {
        "status": expected,
        "motions": [{"motion": name, "status": status} for name, status in motions],
        "adopted": statuses.count("adopted"),
        "of": len(statuses),
    }


@given(RULES, st.lists(st.sampled_from(STATUSES), max_size=6), st.randoms())
def test_the_order_of_the_chapters_decides_nothing(
    rule: RollUpRule, statuses: list[str], shuffler: random.Random
) -> None:
    motions = [(f"M-{place}", status) for place, status in enumerate(statuses)]
    mixed = list(motions)
    shuffler.shuffle(mixed)
    one, other = roll_up(rule, motions), roll_up(rule, mixed)
    assert (one.status, one.adopted, one.of) == (other.status, other.adopted, other.of)


@given(RULES, st.lists(st.sampled_from(STATUSES), max_size=6), st.sampled_from(STATUSES))
def test_nothing_but_adopted_chapters_makes_a_whole(
    rule: RollUpRule, statuses: list[str], more: str
) -> None:
    found = roll_up(
        rule, [(f"M-{place}", status) for place, status in enumerate([*statuses, more])]
    )
    whole = found.status in ("adopted", "whole_follows")
    assert whole == all(status == "adopted" for status in [*statuses, more])
    assert found.adopted <= found.of
