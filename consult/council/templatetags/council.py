"""What templates say of motions."""

from __future__ import annotations

from django import template

from consult.council.selectors.words import (
    ROLLUP_RULE_WORDS,
    ROLLUP_STATUS_WORDS,
    outcome_words,
    rank_words,
)

register = template.Library()
register.filter("outcome_words", outcome_words)
register.filter("rank_words", rank_words)


@register.filter
def rollup_rule_words(rule: str) -> object:
    """Return the rule by which chapters make a whole, as a sentence."""
    return ROLLUP_RULE_WORDS[rule]


@register.filter
def rollup_status_words(status: str) -> object:
    """Return the words for what became of the whole."""
    return ROLLUP_STATUS_WORDS[status]
