"""The passage that a reader marked, as a page or a program sends it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Passage:
    """A block in the language in which it was read, and perhaps words of it.

    Offsets count Unicode code points of the block's plain text, the end exclusive; `exact` are
    the words between them. Without offsets the whole block is meant.
    """

    block_key: UUID
    language: str
    start: int | None = None
    end: int | None = None
    exact: str = ""

    def as_data(self) -> dict[str, str | int | None]:
        """Return the passage as plain values, to be compared and hashed."""
        return {
            "block": str(self.block_key),
            "language": self.language,
            "start": self.start,
            "end": self.end,
            "exact": self.exact,
        }
