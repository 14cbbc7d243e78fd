"""One thing from the margin of a file: a comment or a suggested wording, and where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from consult.drafts.rules.carry import Mark


@dataclass(frozen=True, slots=True)
class MarginItem:
    """What was found, in plain values that are stored as JSON.

    `author` and `date` are as the file states them, `quote` the words that it marks in the file.
    `reply_to` is the author of the comment that it replies to. `old` and `new` are filled for
    a suggested wording alone. `block` and what follows name the passage in the version that the
    file fits, "" where it was not found there; without `exact` it is the whole block. `known` says
    that the same comment is published already.
    """

    author: str
    date: str
    text: str
    old: str = ""
    new: str = ""
    quote: str = ""
    resolved: bool = False
    reply_to: str = ""
    known: bool = False
    block: str = ""
    start: int | None = None
    end: int | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def is_wording(self) -> bool:
        """Say whether it is a suggested wording."""
        return bool(self.old or self.new)

    def mark(self, language: str) -> Mark | None:
        """Return its passage in the version that the file fits, None for the whole chapter."""
        if not self.block:
            return None
        key = UUID(self.block)
        return Mark(key, language, self.start, self.end, self.exact, self.prefix, self.suffix)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return asdict(self)


def restore_item(stored: Mapping[str, Any]) -> MarginItem:
    """Return the item that `as_data` stored."""
    return MarginItem(**stored)
