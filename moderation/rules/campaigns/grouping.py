"""Texts grouped as they arrive."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import chain
from math import ceil
from typing import Final, Generic, TypeVar

from consult.core.words import fold
from moderation.rules.campaigns.outline import alike, outline
from moderation.rules.campaigns.signature import band_keys

K = TypeVar("K", bound=Hashable)

EXEMPLARS: Final = 12
"""Members of a group that stand for it: its first ones, which differ from each other as senders'
changes do. Only they are looked up and compared, so that a campaign of thousands costs what one of
a few does."""

AGREEING: Final = 0.4
"""Of a group's exemplars so many are like a text that belongs to it. One text that quotes two
campaigns is like a few members of each, and must not make them one."""

COMPARED: Final = 12
"""Groups that one text is compared with at most, those first with which it shares most keys, so
that no text takes long, whatever the stock. A text belongs to one group, rarely to two."""


class Grouping(Generic[K]):
    """Groups texts one by one; the result depends on the texts and their order alone.

    Memory is a few hundred bytes a key, 64 keys a text at most.
    """

    def __init__(self) -> None:
        self._ids: list[K] = []
        self._outlines: list[str] = []
        self._leads: list[int] = []
        self._sizes: Counter[int] = Counter()
        self._exemplars: dict[int, list[int]] = {}
        self._with_key: dict[int, array[int]] = {}

    def add(self, text_id: K, text: str) -> K | None:
        """Take in a text; return the id that names its group so far, None where it stands alone.

        A group is named by its earliest text. Where a text belongs to two groups they become one.
        """
        folded = fold(text)
        number, keys, drawn = len(self._ids), band_keys(folded), outline(folded)
        leads = self._alike(keys, drawn)
        self._ids.append(text_id)
        self._outlines.append(drawn)
        self._leads.append(number)
        self._sizes[number] = 1
        self._exemplars[number] = [number]
        lead = number
        for other in leads:
            lead = self._join(lead, other)
        if number in self._exemplars[lead]:
            for key in keys:
                known = self._with_key.get(key)
                if known is None:
                    self._with_key[key] = array("L", (number,))
                else:
                    known.append(number)
        return self._ids[lead] if self._sizes[lead] > 1 else None

    def groups(self) -> dict[K, K | None]:
        """Return for each text the id that names its group, None where it stands alone."""
        return {
            text_id: self._ids[lead] if self._sizes[lead] > 1 else None
            for number, text_id in enumerate(self._ids)
            for lead in (self._lead(number),)
        }

    def _alike(self, keys: list[int], drawn: str) -> list[int]:
        """Return the leads of the groups that a text belongs to, the earliest first."""
        met = Counter(chain.from_iterable(self._with_key.get(key, ()) for key in keys))
        shared: dict[int, int] = {}
        for number, count in met.items():
            lead = self._lead(number)
            shared[lead] = shared.get(lead, 0) + count
        # Sorting is stable: of those that share as many keys, the earliest first.
        nearest = sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:COMPARED]
        return sorted(lead for lead in nearest if self._agrees(lead, drawn))

    def _agrees(self, lead: int, drawn: str) -> bool:
        return agrees(drawn, [self._outlines[number] for number in self._exemplars[lead]])

    def _lead(self, number: int) -> int:
        while self._leads[number] != number:
            self._leads[number] = self._leads[self._leads[number]]
            number = self._leads[number]
        return number

    def _join(self, one: int, other: int) -> int:
        first, second = sorted((one, other))
        self._leads[second] = first
        self._sizes[first] += self._sizes.pop(second)
        self._exemplars[first] = (self._exemplars[first] + self._exemplars.pop(second))[:EXEMPLARS]
        return first


def agrees(drawn: str, exemplars: Sequence[str]) -> bool:
    """Say whether a text belongs to a group, by its outline and those of the group's exemplars."""
    needed = ceil(AGREEING * len(exemplars))
    found = 0
    for seen, outlined in enumerate(exemplars):
        if found == needed or found + len(exemplars) - seen < needed:
            break
        found += alike(drawn, outlined)
    return found == needed
