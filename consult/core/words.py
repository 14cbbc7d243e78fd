"""Words as a search compares them: folded, and for scripts without spaces cut into pairs."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

# Chinese, Japanese, Thai, Lao, Khmer and Burmese write sentences without spaces between words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_RUN = re.compile(f"[{_UNSPACED}]+")

# Accents and vowel signs that people leave out when they type: Latin, Greek and Cyrillic accents,
# Hebrew points, Arabic vowel signs and the Arabic letter stretcher. Marks of other scripts, such
# as vowels in Hindi, belong to the letter.
_LEFT_OUT = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_SAME_LETTER = (("ى", "ي"), ("ة", "ه"), ("ٱ", "ا"))

LONGEST_QUERY = 200
EXCERPT_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an excerpt; `found` where it is a word that was searched for."""

    text: str
    found: bool


@cache
def _word() -> re.Pattern[str]:
    """A run of letters, digits and the marks that belong to them, in any script."""
    marks = "".join(
        chr(code)
        for code in range(sys.maxunicode)
        if unicodedata.category(chr(code)).startswith("M")
    )
    letters, follow = r"[^\W_]", f"[{re.escape(marks)}]"
    # No mark stands before U+0300. To say so spares a look through the long list of marks after
    # each word, which takes five times as long as all the rest.
    return re.compile(rf"{letters}+(?:(?![\0-\u02ff]){follow}+{letters}*)*")


def fold_word(word: str) -> str:
    """Return a word without what readers do not mean to tell apart: case, width, accents."""
    bare = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", word.casefold()))
    folded = unicodedata.normalize("NFC", bare)
    for letter, same in _SAME_LETTER:
        folded = folded.replace(letter, same)
    return folded


def fold(text: str) -> str:
    """Return a text's words as an index keeps them, folded and one space apart.

    Where a script has no spaces, every two neighbouring characters make a word, and the last one
    a word of its own, so that any part of a sentence can be found.
    """
    words = _folded_words(text)
    if not holds_unspaced(text):
        return " ".join(words)
    return " ".join(part for word in words for part in _indexed(word))


def _folded_words(text: str) -> list[str]:
    """Return the words of the folded text: folding can make signs, such as those of “⑴”."""
    return _word().findall(fold_word(text))


def _indexed(word: str) -> Iterator[str]:
    for part, unspaced in _parts(word):
        if unspaced:
            yield from (part[index : index + 2] for index in range(len(part)))
        else:
            yield part


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word of a text begins and ends; scripts without spaces give whole runs."""
    return (match.span() for match in _word().finditer(text))


def holds_unspaced(text: str) -> bool:
    """Say whether a script without spaces between words stands anywhere in a text."""
    return _RUN.search(text) is not None


def is_unspaced(text: str) -> bool:
    """Say whether a text begins in a script without spaces between words."""
    return _RUN.match(text) is not None


def unit(word: str) -> str:
    """Return what a folded word adds to those before it: of a pair of characters, the first."""
    return word[0] if is_unspaced(word) else word


def terms(query: str) -> list[str]:
    """Return what a query asks for: all of these words, each the beginning of an indexed one.

    Only letters, digits and marks are left, so that no term says anything to a database but
    itself. Empty where the query has no word.
    """
    asked: list[str] = []
    for found in _folded_words(query[:LONGEST_QUERY]):
        for part, unspaced in _parts(found):
            if unspaced and len(part) > 1:
                asked.extend(part[index : index + 2] for index in range(len(part) - 1))
            else:
                asked.append(part)
    return list(dict.fromkeys(asked))


def _parts(word: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for run in _RUN.finditer(word):
        if run.start() > at:
            yield word[at : run.start()], False
        yield run.group(), True
        at = run.end()
    if at < len(word):
        yield word[at:], False


def excerpt(text: str, asked: Sequence[str]) -> list[Piece]:
    """Return about `EXCERPT_LENGTH` characters round the first word asked for, those words told.

    Without any, which happens where a database found another form of the word, the beginning.
    """
    flat = " ".join(text.split())
    spans = list(_found_spans(flat, asked))
    first = spans[0][0] if spans else 0
    start = max(0, first - EXCERPT_LENGTH // 3)
    if start:
        space = flat.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(flat), start + EXCERPT_LENGTH)
    if end < len(flat):
        # Not within a word, unless the script has no spaces.
        space = flat.rfind(" ", start + EXCERPT_LENGTH // 2, end)
        end = space if space >= 0 else end
    pieces = [Piece("… ", False)] if start else []
    at = start
    for left, right in spans:
        if left < at or right > end:
            continue
        if left > at:
            pieces.append(Piece(flat[at:left], False))
        pieces.append(Piece(flat[left:right], True))
        at = right
    pieces.append(Piece(flat[at:end] + (" …" if end < len(flat) else ""), False))
    return [piece for piece in pieces if piece.text]


def _found_spans(text: str, asked: Sequence[str]) -> Iterator[tuple[int, int]]:
    for match in _word().finditer(text):
        word = fold_word(match.group())
        if not _RUN.search(word):
            if any(word.startswith(term) for term in asked):
                yield match.span()
            continue
        for term in asked:
            at = word.find(term)
            # Folding keeps the number of characters in these scripts, so places agree.
            if at >= 0 and len(word) == len(match.group()):
                yield match.start() + at, match.start() + at + len(term)
