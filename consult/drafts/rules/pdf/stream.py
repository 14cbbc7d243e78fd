"""A text as one stream of units that can be compared, whatever a designer did with it.

What design may change without changing the text is taken away here, by these rules:

- characters are compared in compatibility form (NFKC: ligatures, full-width and Arabic
  presentation forms become plain letters) and without regard to capitals, because headings are
  often set in capitals;
- soft hyphens, zero-width and direction marks, Arabic stretching, bullets and the
  arrows that lead back from notes are left out;
- quotation marks count as one of two kinds, hyphens and dashes as one;
- letters and numbers are units of their own, so that a raised number is one however it is set;
- in languages written from right to left punctuation is left out, because a PDF holds it in the
  order in which it is seen, with brackets mirrored;
- Arabic vowel signs are left out, which many fonts set as pieces of their own, and lam and alef
  side by side count in either order, because a PDF often holds their ligature the wrong way round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from consult.drafts.rules.blocks import NOTE_REFERENCE, block_text
from consult.drafts.rules.comparison import ComparedBlock
from consult.drafts.rules.words import is_word, tokens_of

_LEFT_OUT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\xad\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f"
    r"\ufeff\ufffe•◦▪▫‣⁃●○■□◆◇►▶✓↩\u00b7\uf0b7\uf0a7]"
)
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼ′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_LAM_ALEF = re.compile("[لاأإآٱ]{2,}")
_PARTS = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*|\D+")


@dataclass(slots=True)
class Stream:
    """Units in order, in parallel lists: as compared, as written, and where each stands.

    `places` are indices of blocks or numbers of pages. `optional` are the indices of units that
    may be missing from the other text without a word: automatic numbers, markers, page furniture.
    """

    units: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    optional: set[int] = field(default_factory=set)

    def add(self, text: str, place: int, *, punctuation: bool, optional: bool = False) -> None:
        """Append the units of a piece of text, a space before the first."""
        before = " "
        for unit in plain_units(text):
            if unit.isspace() or not (punctuation or is_word(unit)):
                before += unit
                continue
            if optional:
                self.optional.add(len(self.units))
            self.units.append(_key(unit))
            self.written.append(before + unit)
            self.places.append(place)
            before = ""

    def place_at(self, index: int, *, otherwise: int) -> int:
        """Return where a unit stands, the last one for an index beyond; `otherwise` if empty."""
        return self.places[min(index, len(self.places) - 1)] if self.places else otherwise

    def excerpt(self, indices: Iterable[int]) -> str:
        """Return units as they are written, joined."""
        return " ".join("".join(self.written[index] for index in indices).split())


def plain_units(text: str) -> list[str]:
    """Return the units of a text and the spaces between them, in compatibility form."""
    plain = _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text))
    units: list[str] = []
    for token in tokens_of(plain):
        units.extend(_PARTS.findall(token) if is_word(token) else token)
    return units


def compared(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return [_key(unit) for unit in plain_units(text) if is_word(unit)]


def _key(unit: str) -> str:
    key = unit.casefold().translate(_ALIKE)
    return _LAM_ALEF.sub(lambda found: "".join(sorted(found.group())), key)


def stream_of_blocks(blocks: Iterable[ComparedBlock], *, punctuation: bool) -> Stream:
    """Return the stream of a version's text, each unit placed by the index of its block.

    Automatic numbers, markers and the numbers of notes are optional: a designer sets them anew.
    """
    stream = Stream()
    for place, block in enumerate(blocks):
        for name in ("number", "marker", "note"):
            mark = str(block.attrs.get(name) or "")
            stream.add(mark, place, punctuation=punctuation, optional=True)
        # Split by a pattern with one group, every second piece is what the group matched.
        for at, piece in enumerate(NOTE_REFERENCE.split(block.html)):
            if at % 2:
                stream.add(piece, place, punctuation=punctuation, optional=True)
            else:
                stream.add(block_text(piece), place, punctuation=punctuation)
    return stream
