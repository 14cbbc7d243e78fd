"""The table of worked cases: who wins, and the numbers that say so.

`worked_cases.jsonl` holds one case a line, in the form that the command reads, with its source.
`expected` has the status, or the code of the refusal; each comparison as text, of the acceptance,
the quorum and the condition in turn; and, where times matter, the deadline and the ballots outside
the voting time. Sources that begin with "Constructed" are no rule of any body.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from consult.council.rules.case import decide, read_case
from consult.council.rules.errors import RuleRefusal
from consult.council.rules.outcome import Status
from consult.council.rules.sentence import describe

TABLE = Path(__file__).with_name("worked_cases.jsonl")
CASES = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
SIGNS = {"more_than": ">", "at_least": ">=", "fewer_than": "<", "at_most": "<="}


def comparisons(what: str, node: dict[str, Any]) -> list[str]:
    """Return each comparison of an outcome as text, such as "yes 3 > 5/2 of 5 heads: holds"."""
    for how in ("all", "any"):
        if how in node:
            return [text for part in node[how] for text in comparisons(what, part)]
    said = []
    for block, found in node.get("blocks", {"": node}).items():
        end = "empty" if found["empty"] else "holds" if found["passed"] else "fails"
        sum_ = f"{found['value']} {SIGNS[node['compare']]} {found['needed']} of {found['of']}"
        scope = f"[{block}] " if block else ""
        said.append(f"{scope}{node.get('count', what)} {sum_} {node['unit']}: {end}")
    return said


def shown(case: dict[str, Any]) -> dict[str, Any]:
    """Return what a case comes to, in the form of the table."""
    try:
        outcome = decide(read_case(case))
    except RuleRefusal as error:
        return {"refused": error.code}
    arithmetic = []
    for name, what in (("acceptance", "accepted"), ("quorum", "quorum"), ("passes", "")):
        if outcome.get(name):
            arithmetic += comparisons(what, outcome[name])
    result = {"status": outcome["status"], "arithmetic": arithmetic}
    times = outcome.get("times", {})
    if times.get("not_counted"):
        result["not_counted"] = [
            f"{each['ballot']}: {each['why']}" for each in times["not_counted"]
        ]
    if "deadline" in case["expected"]:
        result["deadline"] = times["deadline"]
    return result


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_worked_case(case: dict[str, Any]) -> None:
    assert case["source"]
    assert shown(case) == case["expected"]


def test_the_table_holds_every_outcome_and_each_case_once() -> None:
    names = Counter(case["name"] for case in CASES)
    assert names.most_common(1)[0][1] == 1
    assert {case["expected"].get("status") for case in CASES} >= {str(each) for each in Status}


def test_every_rule_set_of_the_table_can_be_said() -> None:
    for case in CASES:
        if "refused" not in case["expected"]:
            said = describe(read_case(case).rules).render()
            assert said.startswith("Adopted ")
            assert said.endswith(".")
            assert "%(" not in said
