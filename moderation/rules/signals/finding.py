"""What a detector is given, and what it may say: a score, numbers and places, never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

HIGHEST: Final = 100
MOST_SPANS: Final = 50


@dataclass(frozen=True, slots=True)
class Submitted:
    """A text as it came, with what is known of its sending.

    `words` are those that the team lists for the text's language, `same` counts further texts of
    the same words by the same account, `recent` what that account sent in the ten minutes before,
    and `seconds` passed between opening the form and sending it; None where nobody measured.
    """

    text: str
    language: str
    words: tuple[str, ...] = ()
    same: int = 0
    recent: int = 0
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a text should be read sooner. `spans` are pairs of code points; `values` hold no words.

    What was found is not copied, so that erasing the text erases it.
    """

    score: int
    values: Mapping[str, int] = field(default_factory=dict)
    spans: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.score <= HIGHEST:
            raise ValueError(f"A score lies between 1 and {HIGHEST}.")


@dataclass(frozen=True, slots=True)
class Detector:
    """One question about a text. `version` rises whenever the same text may be told otherwise.

    `sentence` explains a finding to moderators, its placeholders filled from the values.
    """

    name: str
    version: int
    sentence: str
    look: Callable[[Submitted], Finding | None]


def spanned(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the first places, as many as are kept."""
    return tuple(spans[:MOST_SPANS])
