"""The comparisons that decided a motion, one line each, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from consult.council.rules.ruleset import Condition, Quorum, Rules, Test
from consult.council.rules.sentence import Sentence, adoption, describe


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison: what is asked, in which block if in one, and the numbers.

    `needed` is a whole number or a fraction as text; `empty` says that nobody was there to be
    counted, which never passes.
    """

    asked: str
    block: str
    value: int
    of: int
    needed: str
    empty: bool
    passed: bool


def rule_sentence(rules: Rules) -> str:
    """Return a rule set as one sentence in the reader's language."""
    return describe(rules).render(gettext)


def _part(rules: Rules, name: str) -> str:
    """Return the condition or the quorum out of the sentence that describes a rule set."""
    sentence = adoption(rules).params[name]
    return sentence.render(gettext) if isinstance(sentence, Sentence) else str(sentence)


def _lines(asked: str, compared: Mapping[str, Any]) -> Iterator[Line]:
    blocks = compared.get("blocks")
    for name, numbers in blocks.items() if blocks is not None else [("", compared)]:
        yield Line(
            asked=asked,
            block=name,
            value=numbers["value"],
            of=numbers["of"],
            needed=numbers["needed"],
            empty=numbers["empty"],
            passed=numbers["passed"],
        )


def _compared(condition: Condition, found: Mapping[str, Any]) -> Iterator[tuple[Test, Any]]:
    """Walk the rule and its outcome, which mirror each other, test by test."""
    if isinstance(condition, Test):
        yield condition, found
        return
    for part, inner in zip(condition.parts, found[condition.how], strict=True):
        yield from _compared(part, inner)


def arithmetic(rules: Rules, outcome: Mapping[str, Any]) -> tuple[list[Line], list[Line]]:
    """Return the comparisons of the quorum and those of the condition, in the rule's order."""
    quorum: list[Line] = []
    if isinstance(rules.quorum, Quorum):
        quorum = list(_lines(_part(rules, "quorum"), outcome["quorum"]))
    tests: list[Line] = []
    for test, found in _compared(rules.passes, outcome["passes"]):
        tests += _lines(_part(replace(rules, passes=test), "condition"), found)
    return quorum, tests
