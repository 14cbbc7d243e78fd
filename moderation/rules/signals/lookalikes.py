"""Letters of another script that look like those around them, inside one word.

Only letters that stand in Unicode's table of confusable characters (UTS #39) between Latin,
Cyrillic and Greek count, and only where everything of the word's rarer script is such a letter:
words of different scripts side by side are honest, and so are units and formulas.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final

from consult.core.errors import N_
from consult.core.words import word_spans
from moderation.rules.signals.finding import Detector, Finding, Submitted, spanned

_SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK")
_LIKE: Final = frozenset(
    "aceijosxypvwhkmtbABCEHIJKMNOPSTXYZасеіјоѕхурһԁԛԝѵкмтвАВСЕНІЈКМОРЅТХУЗαοινρυκτχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
)
_SHORTEST: Final = 3
_EACH, _MOST = 30, 80


def _look(submitted: Submitted) -> Finding | None:
    text = submitted.text
    spans = [(start, end) for start, end in word_spans(text) if _deceives(text[start:end])]
    if not spans:
        return None
    return Finding(min(_EACH * len(spans), _MOST), {"count": len(spans)}, spanned(spans))


def _deceives(word: str) -> bool:
    if len(word) < _SHORTEST or word.isascii():
        return False
    scripts = Counter(script for script in map(_script, word) if script)
    if len(scripts) < 2:
        return False
    fewest = min(scripts.values())
    return any(
        all(letter in _LIKE for letter in word if _script(letter) == script)
        for script, count in scripts.items()
        if count == fewest
    )


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """Return which of the three scripts a letter belongs to, as its Unicode name says."""
    name = unicodedata.name(character, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "")


LOOKALIKES: Final = Detector(
    "lookalikes", 1, N_("Words that mix letters of scripts that look alike: %(count)s."), _look
)
