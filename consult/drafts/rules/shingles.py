"""How much two texts have in common, for any script: overlapping pieces of three characters."""

from __future__ import annotations

import unicodedata
import zlib
from collections import Counter
from heapq import nsmallest
from typing import Final

SIZE: Final = 3
SKETCH: Final = 12
"""Hashes kept of a text to find candidates: texts that share half of their pieces share one of
their twelve smallest with a chance of more than 99 in 100."""

PER_MILLE: Final = 1000


class Shingles:
    """The pieces of one text, counted, after compatibility folding and lower-casing.

    Words need not be told apart, so it works for Chinese, Thai or Arabic as for English.
    """

    def __init__(self, text: str) -> None:
        folded = unicodedata.normalize("NFKC", text).casefold()
        framed = f"\x02{' '.join(folded.split())}\x03"
        pieces = (framed[at : at + SIZE] for at in range(max(1, len(framed) - SIZE + 1)))
        self.counts = Counter(pieces)
        self.total = self.counts.total()

    def sketch(self) -> list[int]:
        """The smallest hashes of the pieces; CRC-32, because `hash()` differs between runs."""
        hashes = {zlib.crc32(piece.encode("utf-8", "surrogatepass")) for piece in self.counts}
        return nsmallest(SKETCH, hashes)

    def likeness(self, other: Shingles) -> int:
        """The Sørensen–Dice coefficient of the two multisets in per mille, rounded down."""
        small, large = sorted((self.counts, other.counts), key=len)
        common = sum(min(count, large[piece]) for piece, count in small.items())
        return 2 * PER_MILLE * common // (self.total + other.total)
