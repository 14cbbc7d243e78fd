"""Texts with known campaigns among them, made from a seed.

Words are made of syllables in six scripts and drawn as in natural language (the n-th word with a
weight of 1/n, after Zipf), so that texts written apart share the common words. Every text opens and
ends with stock phrases of its language, which belong to no campaign.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

CAMPAIGNS: Final = 200
SINGLES: Final = 18_000
SMALLEST, LARGEST = 2, 1_500
WORDS: Final = 6_000
MOST_EDITED: Final = 0.2

# Parted by spaces; Chinese words are made of single characters.
SYLLABLES: Final = {
    "english": "con ter pro ment ing re de al ly ver min est ar on ti der sus gov wa for",
    "french": "é con tion dé ment que ré lou eau vi gne çon mar ture fin ouv ier ille né ou",
    "arabic": "ال من في عل تن مي ئة حك وم شع بر قا نو مس تق بل دا رة هي كم",
    "georgian": "გა ნვი თა რე ბა სა ქა რთ ვე ლო მო სახ ლე ობ ის გან მი და ნი თვ",
    "russian": "раз ви ти е про ек го род ст во нас ел ени я уст ой чи вод зем ль",
    "chinese": " ".join(chr(code) for code in range(0x4E00, 0x4E00 + 1_800, 3)),
}
UNSPACED: Final = frozenset({"chinese"})


@dataclass(frozen=True, slots=True)
class Made:
    """A text, and the campaign it belongs to, None for one that stands alone."""

    text: str
    campaign: int | None


class Language:
    """A vocabulary, and the sentences that are made of it."""

    def __init__(self, name: str, seed: int) -> None:
        self.chance = random.Random(f"{name} {seed}")  # noqa: S311
        self._gap = "" if name in UNSPACED else " "
        self._words = self._vocabulary(SYLLABLES[name].split(), 2 if name in UNSPACED else 5)
        self._weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
        self._stock = [self.words(self.chance.randint(2, 7)) for _phrase in range(12)]

    def _vocabulary(self, syllables: list[str], longest: int) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < WORDS:
            count = self.chance.randint(1, longest)
            words["".join(self.chance.choices(syllables, k=count))] = None
        return list(words)

    def words(self, count: int) -> list[str]:
        """Return so many words as they are drawn in a language."""
        return self.chance.choices(self._words, cum_weights=self._weights, k=count)

    def sentence(self) -> list[str]:
        """Return the words of a new sentence."""
        return self.words(self.chance.randint(6, 22))

    def written(self, sentences: list[list[str]]) -> str:
        """Return sentences between stock phrases and a name, as people send them."""
        opening, closing = self.chance.sample(self._stock, 2)
        whole = [opening, *sentences, closing, self.words(2)]
        return " ".join(self._gap.join(words) + "." for words in whole)

    def edited(self, sentences: list[list[str]]) -> list[list[str]]:
        """Return the sentences with up to a fifth of the words changed, some left out or added."""
        share = self.chance.uniform(0, MOST_EDITED)
        kept = [list(self._edited_words(words, share)) for words in sentences]
        if len(kept) > 3 and self.chance.random() < 0.3:
            kept.pop(self.chance.randrange(len(kept)))
        for _sentence in range(self.chance.choice((0, 0, 0, 1, 1, 2))):
            kept.insert(self.chance.randint(0, len(kept)), self.sentence())
        return kept

    def _edited_words(self, words: list[str], share: float) -> Iterator[str]:
        for word in words:
            if self.chance.random() >= share:
                yield word
                continue
            act = self.chance.choice(("replace", "leave out", "add"))
            if act == "add":
                yield word
            if act != "leave out":
                yield self.words(1)[0]


def make(
    seed: int, *, campaigns: int = CAMPAIGNS, singles: int = SINGLES, largest: int = LARGEST
) -> list[Made]:
    """Return singles and campaigns of 2 to `largest` texts in six languages, in an order by chance.

    There are many small campaigns and few large ones: some 32,000 texts with the usual
    numbers.
    """
    languages = [Language(name, seed) for name in SYLLABLES]
    made: list[Made] = []
    for number, size in enumerate(_sizes(campaigns, largest)):
        language = languages[number % len(languages)]
        base = [language.sentence() for _ in range(language.chance.randint(3, 9))]
        made.extend(
            Made(language.written(language.edited(base)), number) for _member in range(size)
        )
    for number in range(singles):
        language = languages[number % len(languages)]
        own = [language.sentence() for _ in range(language.chance.randint(1, 9))]
        made.append(Made(language.written(own), None))
    random.Random(seed).shuffle(made)  # noqa: S311
    return made


def _sizes(campaigns: int, largest: int) -> list[int]:
    """Return sizes from `largest` down to two, few large and many small."""
    steps = max(campaigns - 1, 1)
    fall = SMALLEST / largest
    return [
        max(SMALLEST, round(largest * fall ** ((number / steps) ** 0.5)))
        for number in range(campaigns)
    ]
