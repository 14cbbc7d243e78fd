"""A passage as it is quoted: its words, and what stands around them.

After the TextQuoteSelector of the W3C Web Annotation Data Model, section 4.2.4. All offsets and
lengths count Unicode code points of the block's text (`blocks.block_text`), the end exclusive.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from consult.core.errors import DomainError, N_

CONTEXT: Final = 32
"""Code points of context kept on each side; enough to tell repeated phrases apart."""


class Quote(NamedTuple):
    """The quoted words with up to `CONTEXT` code points before and after."""

    exact: str
    prefix: str
    suffix: str


class Passage(NamedTuple):
    """A marked passage: its offsets, its words and their context."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class PassageMismatch(DomainError):
    """The quoted words are not what stands at the offsets, so the page showed another text."""

    code = "passage_mismatch"
    status = 409
    field = "passage"
    message = N_(
        "The passage you marked is not in this version of the text any more. Your comment is "
        "still in the form: mark the passage again, or send the comment on the whole paragraph."
    )


def quote(text: str, start: int, end: int) -> Quote:
    """The words from `start` to `end` and their context.

    Raises PassageMismatch where the offsets do not mark at least one code point of the text.
    """
    if not 0 <= start < end <= len(text):
        raise PassageMismatch
    return Quote(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def quote_as_seen(text: str, start: int, end: int, exact: str) -> Quote:
    """As `quote`, for words that a browser sends along with their offsets.

    Raises PassageMismatch also where `exact` is not exactly what stands there: neither the
    offsets nor the words are believed alone, so nobody's comment ends up at words that they did
    not mark.
    """
    quoted = quote(text, start, end)
    if quoted.exact != exact:
        raise PassageMismatch
    return quoted
