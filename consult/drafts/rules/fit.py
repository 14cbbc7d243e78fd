"""Which published text a copy was made from, and where its passages stand in that text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID, uuid4

from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.carry import Carrying, Edition, Mark
from consult.drafts.rules.keys import kept_keys
from consult.drafts.rules.passage import quote
from consult.drafts.rules.place import Outcome

V = TypeVar("V")

BEFORE: Final = 24
"""Code points of the words that an insertion is placed by: enough to be found again."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage of a published text: a block, and where they were found, words with context."""

    block_key: UUID
    start: int | None = None
    end: int | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


def best_fit(sent: Iterable[str], texts: Iterable[tuple[V, str]], order: Sequence[V]) -> V:
    """The text of which most blocks stand in the copy word for word; of equals the first.

    `texts` gives the blocks of each text one by one, and is read once; `order` names the texts,
    the likeliest first, and is not empty.
    """
    wanted = frozenset(text for text in sent if text)
    found: dict[V, int] = {}
    for which, text in texts:
        if text in wanted:
            found[which] = found.get(which, 0) + 1
    return max(order, key=lambda which: found.get(which, 0))


class Placing:
    """Places passages of a copy in the published text that it fits, by comparing the two.

    `copy` are its blocks as they were read; `keys` and `published` those of the published text in
    `language`.
    """

    def __init__(
        self,
        copy: Sequence[ParsedBlock],
        keys: Sequence[UUID],
        published: Sequence[ParsedBlock],
        language: str,
    ) -> None:
        self._language = language
        kept = kept_keys(published, keys, copy)
        self._known = [key is not None for key in kept]
        self._keys = [key or uuid4() for key in kept]
        self._copy = copy
        self._texts = {key: block.text for key, block in zip(keys, published, strict=True)}
        self._carrying = Carrying(
            _edition(self._keys, copy, language), _edition(keys, published, language)
        )

    def place(self, block: int, start: int, end: int) -> Spot | None:
        """Where the passage from `start` to `end` of a block of the copy stands; None if nowhere.

        Words that cannot be found for certain leave the block alone, and so does a passage without
        words.
        """
        if not self._known[block]:
            return None
        key, text = self._keys[block], self._copy[block].text
        if not 0 <= start < end <= len(text):
            return Spot(key)
        mark = Mark(key, self._language, start, end, *quote(text, start, end))
        carried = self._carrying.carry(mark)
        if carried.block_key is None:
            return None
        sure = carried.outcome is not Outcome.AMBIGUOUS
        if not sure or carried.start is None or carried.end is None:
            return Spot(carried.block_key)
        found = quote(self._texts[carried.block_key], carried.start, carried.end)
        return Spot(carried.block_key, carried.start, carried.end, *found)

    def place_point(self, block: int, at: int) -> Spot | None:
        """Where words inserted at `at` belong: the words before that point, else those after it."""
        text = self._copy[block].text
        start = max(0, at - BEFORE)
        if at:
            words = text[start:at]
            return self.place(block, start + len(words) - len(words.lstrip()), at)
        after = text[:BEFORE]
        return self.place(block, 0, len(after.rstrip()))


def _edition(keys: Sequence[UUID], blocks: Sequence[ParsedBlock], language: str) -> Edition:
    texts: Mapping[tuple[UUID, str], str] = {
        (key, language): block.text for key, block in zip(keys, blocks, strict=True)
    }
    return Edition(language, list(keys), texts)
