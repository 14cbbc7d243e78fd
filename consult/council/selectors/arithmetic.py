"""The comparisons that decided a motion, one line each, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from consult.council.rules.ruleset import Condition, Quorum, Rules, Test
from consult.council.rules.sentence import Sentence, acceptance, adoption, describe
from consult.council.rules.silence import objections


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


def _condition(rules: Rules, test: Test) -> str:
    return _part(replace(rules, passes=test), "condition")


def accepting(rules: Rules, outcome: Mapping[str, Any]) -> list[Line]:
    """Return the comparison of the seats that accepted a written vote, where the rules ask it."""
    if rules.accepted_by is None:
        return []
    return list(_lines(acceptance(rules.accepted_by).render(gettext), outcome["acceptance"]))


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
    """Return the comparisons of the quorum and those of the condition, in the rule's order.

    Where silence decided, or was broken and nobody has voted since, the only comparison is that
    of the objections: the condition of the vote has not been asked yet.
    """
    silence = outcome.get("silence")
    if rules.silence is not None and silence is not None and not silence["voted"]:
        asked = _condition(rules, objections(rules.silence))
        return [], list(_lines(asked, outcome["passes"]))
    quorum: list[Line] = []
    if isinstance(rules.quorum, Quorum):
        quorum = list(_lines(_part(rules, "quorum"), outcome["quorum"]))
    tests: list[Line] = []
    for test, found in _compared(rules.passes, outcome["passes"]):
        tests += _lines(_condition(rules, test), found)
    return quorum, tests
