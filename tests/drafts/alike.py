"""Blocks and passages for the tests of carrying over."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from consult.drafts.rules.passage import quote


@dataclass(frozen=True)
class PlainBlock:
    """A block of plain text."""

    text: str
    kind: str = "paragraph"

    @property
    def html(self) -> str:
        """The text as markup."""
        return escape(self.text, quote=False)


@dataclass(frozen=True)
class Passage:
    """A marked passage."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def passage(text: str, words: str, nth: int = 0) -> Passage:
    """The passage that the nth occurrence of these words is."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return span(text, at, at + len(words))


def span(text: str, start: int, end: int) -> Passage:
    """The passage between these offsets."""
    return Passage(start, end, *quote(text, start, end))
