"""Words that the team lists for the language of the text.

Compared folded (case, width, accents), whole words only; where a script has no spaces, anywhere.
A listed word that ends in `*` stands for every word that begins so, which languages with many
endings need. Several words with spaces between them are found in that order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from consult.core.errors import N_
from consult.core.words import fold_word, is_unspaced, word_spans
from moderation.rules.signals.finding import Detector, Finding, Submitted, spanned

_EACH, _MOST = 20, 80

_Token = tuple[int, int, str]


def _look(submitted: Submitted) -> Finding | None:
    if not submitted.words:
        return None
    spans = sorted(set(_found(submitted.text, submitted.words)))
    if not spans:
        return None
    return Finding(min(_EACH * len(spans), _MOST), {"count": len(spans)}, spanned(spans))


def _found(text: str, listed: Iterable[str]) -> Iterator[tuple[int, int]]:
    tokens = [(start, end, fold_word(text[start:end])) for start, end in word_spans(text)]
    begun: list[str] = []
    inside: list[str] = []
    phrases: dict[str, list[list[str]]] = {}
    for entry in listed:
        words = [fold_word(entry[start:end]) for start, end in word_spans(entry)]
        if not words:
            continue
        if is_unspaced(words[0]):
            inside.extend(words)
        elif entry.rstrip().endswith("*"):
            begun.append(words[0])
        else:
            phrases.setdefault(words[0], []).append(words)
    beginnings = tuple(begun)
    for place, (start, end, word) in enumerate(tokens):
        if beginnings and word.startswith(beginnings):
            yield start, end
        for phrase in phrases.get(word, ()):
            following = tokens[place : place + len(phrase)]
            if [token[2] for token in following] == phrase:
                yield start, following[-1][1]
        yield from _inside((start, end, word), inside)


def _inside(token: _Token, listed: Iterable[str]) -> Iterator[tuple[int, int]]:
    start, end, word = token
    # Folding keeps the number of characters in scripts without spaces, so places agree.
    exact = len(word) == end - start
    for part in listed:
        at = word.find(part)
        while at >= 0:
            yield (start + at, start + at + len(part)) if exact else (start, end)
            at = word.find(part, at + len(part))


LISTED_WORDS: Final = Detector(
    "listed_words", 1, N_("Words from the team’s list in the text: %(count)s."), _look
)
