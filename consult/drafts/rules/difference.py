"""What stayed of a text in another, token by token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

# A word of a script that writes spaces is one token; Han, Kana, Hangul, Thai, Lao, Khmer and
# Myanmar characters are one each, because words cannot be told apart there; so is anything else.
_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    r"\U00020000-\U0003ffff]|[^\W_]+?(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
    r"\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff])|[^\W_]+|[\W_]"
)
EXACT_LIMIT = 4_000
"""Tokens on each side up to which popular ones are matched too; beyond it time would grow with
the square of the length."""


class Run(NamedTuple):
    """Text that stayed: `size` code points from `old` in the one text, from `new` in the other."""

    old: int
    new: int
    size: int


def tokens_of(text: str) -> list[str]:
    """The text cut into tokens; joined again they are the text."""
    return _TOKEN.findall(text)


def kept_runs(old_text: str, new_text: str) -> list[Run]:
    """The runs of tokens that stand in both texts in the same order, without touching runs."""
    old, new = tokens_of(old_text), tokens_of(new_text)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    popular_too = max(len(old_middle), len(new_middle)) <= EXACT_LIMIT
    matcher = SequenceMatcher(None, old_middle, new_middle, autojunk=not popular_too)
    pieces = [
        (0, 0, head),
        *((head + a, head + b, size) for a, b, size in matcher.get_matching_blocks()),
        (len(old) - tail, len(new) - tail, tail),
    ]
    old_at = [0, *accumulate(len(token) for token in old)]
    new_at = [0, *accumulate(len(token) for token in new)]
    runs: list[Run] = []
    for a, b, size in pieces:
        run = Run(old_at[a], new_at[b], old_at[a + size] - old_at[a])
        last = runs[-1] if runs else None
        if last and last.old + last.size == run.old and last.new + last.size == run.new:
            runs[-1] = Run(last.old, last.new, last.size + run.size)
        elif run.size:
            runs.append(run)
    return runs


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens both begin with."""
    for index, (left, right) in enumerate(zip(old, new, strict=False)):
        if left != right:
            return index
    return min(len(old), len(new))
