"""Which words of a text a moderator takes out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from consult.core.errors import DomainError, N_
from consult.core.text import clean_text

MOST_WORDS: Final = 50

Span = tuple[int, int]


class WordsMissing(DomainError):
    """A redaction says which words it is about."""

    code = "words_missing"
    field = "words"
    message = N_("Enter the words to be redacted exactly as they were typed, one entry a line.")


class WordsNotThere(DomainError):
    """A line is not in the text as it was typed, or is redacted already."""

    code = "words_not_there"
    field = "words"
    message = N_(
        "“%(words)s” does not stand in the text as it was typed. Copy the words from there, with "
        "every mark between them."
    )


class TooManyWords(DomainError):
    """More than `MOST_WORDS` lines: a text of which so little may stay is better sent back."""

    code = "too_many_words"
    field = "words"
    message = N_("At most %(limit)s entries can be redacted at once.")


class NothingLeft(DomainError):
    """The redaction would leave nothing to read."""

    code = "nothing_left"
    field = "words"
    message = N_(
        "Nothing would be left to read. Ask the author for changes, or do not publish the text."
    )


class GapsStand(DomainError):
    """A text with gaps is published with them: what is behind them is sealed."""

    code = "gaps_stand"
    status = 409
    message = N_(
        "Words of this text are redacted, and only the author’s appeal can bring them back. "
        "Publish it with its gaps instead."
    )


def spans_of(words: str, text: str, before: Sequence[Span]) -> list[Span]:
    """Return every stretch of `text` that stands in a line of `words`, with those `before`.

    `text` holds U+0000 where it is redacted already. Stretches that overlap or touch are one.
    Without any word the ones before stay. Raises `WordsMissing`, `TooManyWords`, `WordsNotThere`
    or `NothingLeft`.
    """
    lines = list(dict.fromkeys(filter(None, map(clean_text, words.splitlines()))))
    if not lines and not before:
        raise WordsMissing()
    if len(lines) > MOST_WORDS:
        raise TooManyWords(limit=MOST_WORDS)
    found = [(start, end) for start, end in before]
    for line in lines:
        places = _places(line, text)
        if not places:
            raise WordsNotThere(words=line)
        found += places
    joined = _joined(found)
    kept = text
    for start, end in joined:
        kept = kept[:start] + " " * (end - start) + kept[end:]
    if not any(character.isalnum() for character in kept):
        raise NothingLeft()
    return joined


def _places(line: str, text: str) -> list[Span]:
    """Return where a line stands, also where one place overlaps another."""
    places, start = [], text.find(line)
    while start >= 0:
        places.append((start, start + len(line)))
        start = text.find(line, start + 1)
    return places


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
