"""The schema and the page say what the readers take, and no more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from consult.council.rules.ballot import Choice
from consult.council.rules.conduct import Conduct, Silence
from consult.council.rules.outcome import Status
from consult.council.rules.presets import PRESETS
from consult.council.rules.reader import parse_rules
from consult.council.rules.validation import validate_rules
from tests.council.test_rules_shorthand import TABLE, altered_cases, is_taken

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "council-rules.schema.json").read_text("utf-8"))
PAGE = (DOCS / "council-rules.md").read_text("utf-8")


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Give every part of the schema that lists keys."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


def test_every_key_is_described_and_no_other_is_taken() -> None:
    found = list(objects(SCHEMA))
    assert len(found) > 10
    for each in found:
        assert each["additionalProperties"] is False
        assert all(value.get("description") for value in each["properties"].values())


def test_the_schema_has_the_keys_and_words_of_the_rules() -> None:
    defs = SCHEMA["$defs"]
    keys = set(defs["rules"]["properties"]) - {"preset"}
    data = PRESETS["silence_then_vote"].rules().as_data()
    assert keys == {*data, "accepted_by", "proxies"}
    assert set(defs["conduct"]["properties"]) == set(Conduct().as_data())
    assert set(defs["silence"]["properties"]) == set(Silence().as_data())
    assert set(defs["quorum"]["properties"]) >= {*data["quorum"]}
    assert set(defs["choice"]["enum"]) >= {str(choice) for choice in Choice}
    assert defs["preset"]["enum"] == list(PRESETS)


def test_the_page_names_every_outcome_and_preset() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert named >= {str(status) for status in Status} | set(PRESETS)


def test_a_rule_set_with_everything_is_read_back_as_it_was() -> None:
    data = {
        **PRESETS["written_vote_accepted"].data,
        "proxies": 1,
        "conduct": {
            "minimum_notice": "P1DT30M",
            "minimum_open": "PT90S",
            "extensions": 2,
            "extended_by": "P2D",
            "outage": "nothing",
            "results": "while_open",
        },
    }
    rules = parse_rules(data)
    validate_rules(rules)
    stated = rules.as_data()
    assert parse_rules(json.loads(json.dumps(stated))) == rules
    assert stated["conduct"]["minimum_notice"] == "PT24H30M"
    assert stated["conduct"]["extended_by"] == "PT48H"


@pytest.mark.parametrize("line", TABLE.read_text("utf-8").splitlines()[7::20])
def test_whatever_is_taken_is_what_the_schema_describes(line: str) -> None:
    case = json.loads(line)
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid(case) or not is_taken(case)
    for altered in altered_cases(case):
        assert validator.is_valid(altered) or not is_taken(altered)


def test_the_schema_describes_every_worked_case_that_is_taken() -> None:
    validator = Draft202012Validator(SCHEMA)
    for line in TABLE.read_text("utf-8").splitlines():
        case = json.loads(line)
        assert "refused" in case["expected"] or validator.is_valid(case), case["name"]
