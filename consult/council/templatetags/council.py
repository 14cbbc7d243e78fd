"""What templates say of motions."""

from __future__ import annotations

from django import template

from consult.council.selectors.words import outcome_words, rank_words

register = template.Library()
register.filter("outcome_words", outcome_words)
register.filter("rank_words", rank_words)
