"""Lists of a clipboard: their numbers and what stands before each item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from consult.drafts.rules.blocks import AttrValue
from consult.drafts.rules.pasted.markup import ListPlace, Node, attribute, declarations
from consult.drafts.rules.word.numbering import BULLET, MAX_MARKER
from consult.drafts.rules.word.numerals import write_numeral

MAX_DEPTH = 9
_FORMATS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_ORDERED_MARKER = re.compile(r".*\d.*|[(\[]?[^\W_]{1,8}[.)\]]+")
_ONE_NUMBER = re.compile(r"\D*(\d{1,6})\D*")


@dataclass(slots=True)
class _Open:
    ordered: bool
    number_format: str
    counted: int


@dataclass(slots=True)
class Lists:
    """Counts the lists of a text and the items of those that are open."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _open: list[_Open] = field(default_factory=list)
    _current: int = 0
    _reached: dict[tuple[str, int], int] = field(default_factory=dict)

    def begin(self, element: Node) -> None:
        """Enter a `ul` or `ol`; the outermost begins a list of the text."""
        if not self._open:
            self._current = self._next_number(f"element {len(self._numbers)}")
        said = attribute(element, "type") or declarations(element).get("list-style-type", "")
        start = attribute(element, "start")
        counted = int(start) - 1 if start.isascii() and start.isdigit() and len(start) < 6 else 0
        number_format = _FORMATS.get(said, "decimal")
        self._open.append(_Open(element.tag == "ol", number_format, counted))

    def end(self) -> None:
        """Leave the innermost list."""
        self._open.pop()

    def item(self, element: Node) -> tuple[int, dict[str, AttrValue]]:
        """The level and the attributes of a `li`; one outside a list is an item of its own."""
        if not self._open:
            number = self._next_number(f"element {len(self._numbers)}")
            return 1, {"ordered": False, "marker": BULLET, "list": number}
        around = self._open[-1]
        around.counted += 1
        stated = attribute(element, "aria-level")
        level = int(stated) if stated in set("123456789") else len(self._open)
        attrs: dict[str, AttrValue] = {"ordered": around.ordered, "list": self._current}
        if around.ordered:
            text = f"{write_numeral(around.counted, around.number_format)}."
            attrs |= {"marker": text, "value": around.counted}
        else:
            attrs["marker"] = BULLET
        return min(level, MAX_DEPTH), attrs

    def marked(self, place: ListPlace, marker: str) -> tuple[int, dict[str, AttrValue]]:
        """The level and the attributes of a list paragraph by Word, with the marker it shows."""
        for key in [key for key in self._reached if key[0] == place.list_id]:
            if key[1] > place.level:
                del self._reached[key]
        text = marker.strip()[:MAX_MARKER]
        ordered = bool(_ORDERED_MARKER.fullmatch(text))
        attrs: dict[str, AttrValue] = {"ordered": ordered, "list": self._next_number(place.list_id)}
        if not ordered:
            return place.level, attrs | {"marker": BULLET}
        key = (place.list_id, place.level)
        stated = _ONE_NUMBER.fullmatch(text)
        self._reached[key] = int(stated.group(1)) if stated else self._reached.get(key, 0) + 1
        return place.level, attrs | {"marker": text, "value": self._reached[key]}

    def _next_number(self, key: str) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)
