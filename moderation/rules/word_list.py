"""What a team may put on its list of words."""

from __future__ import annotations

from typing import Final

from consult.core.errors import DomainError, N_
from consult.core.text import clean_line
from consult.core.words import fold_word, word_spans

MOST_WORDS: Final = 500
LONGEST_WORD: Final = 60


class LanguageNotListed(DomainError):
    """The language is not one of those that texts come in."""

    code = "language_not_listed"
    field = "language"
    message = N_("Choose the language of the words.")


class WordListWrong(DomainError):
    """A list is too long, or holds an entry that is no word or too long."""

    code = "word_list_wrong"
    field = "words"
    message = N_(
        "Write one entry a line: at most %(most)s entries, each with a letter or digit and at most "
        "%(longest)s characters. This is none: %(entry)s"
    )


def checked_words(said: str) -> list[str]:
    """Return the entries of a text, one a line, each once however it is written."""
    entries: dict[str, str] = {}
    for line in said.splitlines():
        entry = clean_line(line)
        if entry:
            if len(entry) > LONGEST_WORD or not any(word_spans(entry)):
                raise _wrong(entry)
            entries.setdefault(fold_word(entry), entry)
            if len(entries) > MOST_WORDS:
                raise _wrong(entry)
    return list(entries.values())


def _wrong(entry: str) -> WordListWrong:
    return WordListWrong(most=MOST_WORDS, longest=LONGEST_WORD, entry=entry[:LONGEST_WORD])
