"""The words that turn the sense of a text, as `moderation/turning_words.toml` lists them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from consult.core.words import fold_word
from moderation.rules.campaigns import TurningWords

LIST = Path(__file__).parents[1] / "turning_words.toml"


def turning_words(language: str) -> TurningWords:
    """Return the words of a language, whatever its region; none where there is no list."""
    return _every().get(language.partition("-")[0].lower(), TurningWords())


@cache
def _every() -> dict[str, TurningWords]:
    listed = tomllib.loads(LIST.read_text("utf-8"))
    return {
        language: TurningWords(
            negations=tuple(dict.fromkeys(map(fold_word, words["negations"]))),
            opposites=tuple(
                (fold_word(one), fold_word(other)) for one, other in words["opposites"]
            ),
        )
        for language, words in listed.items()
    }
