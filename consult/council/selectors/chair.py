"""The seat of the chair, where the vote of that seat decides a tie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from consult.core.languages import Shown
from consult.council.models import Motion, RollEntry
from consult.council.rules.reader import parse_rules
from consult.council.rules.ruleset import Rules
from consult.council.selectors.arithmetic import rule_sentence
from consult.council.selectors.names import name_shown


def chair_of(rules: Rules, entries: Iterable[RollEntry]) -> Shown | None:
    """Return the institution whose seat decides ties, in the page's language; None without one."""
    found = (each for each in entries if each.seat_reference == rules.tie.chair)
    return next((name_shown(each.institution_name) for each in found), None)


def rule_with_chair(rules: Rules, chair: Shown | None) -> str:
    """Return the rules as one sentence, in which the chair's seat has its institution's name."""
    if chair is None:
        return rule_sentence(rules)
    return rule_sentence(replace(rules, tie=replace(rules.tie, chair=str(chair))))


def rule_of(motion: Motion) -> str:
    """Return a motion's rules as one sentence, with one query where a chair decides ties."""
    rules = parse_rules(motion.rules)
    return rule_with_chair(rules, chair_of(rules, motion.roll.all()) if rules.tie.chair else None)
