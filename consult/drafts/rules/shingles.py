"""How much two texts have in common, for any script: overlapping pieces of three characters."""

from __future__ import annotations

import unicodedata
from typing import Final

SIZE: Final = 3
PER_MILLE: Final = 1000


class Shingles:
    """The pieces of one text, after compatibility folding and lower-casing.

    Words need not be told apart, so it works for Chinese, Thai or Arabic as for English.
    """

    __slots__ = ("pieces",)

    def __init__(self, text: str) -> None:
        folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
        framed = f"\x02{' '.join(folded.casefold().split())}\x03"
        self.pieces = {framed[at : at + SIZE] for at in range(max(1, len(framed) - SIZE + 1))}

    def likeness(self, other: Shingles) -> int:
        """The Sørensen–Dice coefficient of the two sets in per mille, rounded down."""
        common = len(self.pieces & other.pieces)
        return 2 * PER_MILLE * common // (len(self.pieces) + len(other.pieces))
