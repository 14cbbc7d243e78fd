"""The verifier finds no fault with what the rules decided, in any case of the table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from consult.council.rules.case import read_case
from consult.council.rules.tally import tally
from consult.verify.difference import differing_result
from tests.council.test_rules_tally import CASES

DECIDED = [case for case in CASES if "refused" not in case["expected"]]


def plain(value: Any) -> Iterator[type]:
    """Give the type of every value within one."""
    yield type(value)
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from plain(each)


@pytest.mark.parametrize("case", DECIDED, ids=[case["name"] for case in DECIDED])
def test_a_recount_of_what_was_decided_differs_nowhere(case: dict[str, Any]) -> None:
    """The ledger gives the outcome back as plain values, which is what the recount must give."""
    read = read_case(case)
    outside = {each.split(":")[0] for each in case["expected"].get("not_counted", [])}
    in_time = [each for each in read.ballots if each.ballot not in outside]
    outcome = tally(read.roll, in_time, read.rules)
    data = outcome.as_data()
    stated = json.loads(json.dumps(data))
    counting = [{"seat": each["seat"], "ballot": each["ballot"]} for each in stated["counting"]]
    assert not list(differing_result({"counting": counting, "outcome": stated}, outcome))
    assert {*plain(data), *plain(read.rules.as_data())} <= {dict, list, str, int, bool, type(None)}
