"""The numbering of lists, found again from the markers that a reader sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _letters(value: int) -> str:
    """a to z, then aa, bb as Word counts (ECMA-376 part 1, 17.18.59)."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        written += sign * times
    return written


FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}


@dataclass(frozen=True, slots=True)
class Marking:
    """How one level of a list counts: `pattern` holds `%1` for the first level's number."""

    number_format: str
    pattern: str


def marking_of(marker: str, value: int | None, level: int) -> Marking:
    """How the item with this marker counts; level from 1.

    A marker that does not show the value is written as it stands, by itself.
    """
    if value is None:
        return Marking("bullet", marker)
    for name, write in FORMATS.items():
        number = write(value) if 0 < value < 4000 else str(value)
        head, found, tail = marker.rpartition(number)
        if found and "%" not in head + tail:
            return Marking(name, f"{head}%{level}{tail}")
    return Marking("decimal", marker.replace("%", "\uff05"))


@dataclass(slots=True)
class Counting:
    """Follows a document's lists, and says when an item begins to count anew.

    `place` is the list that an item goes into: a new one wherever its marking or its number is not
    what would follow by itself.
    """

    lists: list[dict[int, Marking]] = field(default_factory=list)
    starts: list[dict[int, int]] = field(default_factory=list)
    _open: dict[object, int] = field(default_factory=dict)
    _last: dict[int, dict[int, int]] = field(default_factory=dict)

    def place(self, key: object, level: int, marking: Marking, value: int | None) -> int:
        """The index of the list for an item of the document's list `key`, level from 1."""
        index = self._open.get(key)
        if index is None or not self._follows(index, level, marking, value):
            index = len(self.lists)
            self.lists.append({})
            self.starts.append({})
            self._last[index] = {}
            self._open[key] = index
        self.lists[index].setdefault(level, marking)
        if value is not None:
            self.starts[index].setdefault(level, value)
        last = self._last[index]
        last[level] = value or 0
        for deeper in [each for each in last if each > level]:
            del last[deeper]
        return index

    def _follows(self, index: int, level: int, marking: Marking, value: int | None) -> bool:
        if self.lists[index].get(level, marking) != marking:
            return False
        if value is None or level not in self.starts[index]:
            return True
        expected = self._last[index].get(level, self.starts[index][level] - 1) + 1
        return value == expected
