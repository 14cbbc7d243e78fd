"""The numbers of list items after a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.editing.change import Attrs, Mark
from consult.drafts.rules.word.numerals import write_numeral

FORMATS = (
    "decimal",
    "lowerLetter",
    "lowerRoman",
    "upperLetter",
    "upperRoman",
    "decimalZero",
    "russianLower",
    "russianUpper",
    "arabicAbjad",
    "arabicAlpha",
    "hindiNumbers",
    "thaiNumbers",
    "chineseCounting",
    "ideographTraditional",
    "decimalEnclosedCircle",
)
_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a counted item stands: after which item of its level, and inside which one."""

    previous: int | None
    first: int
    parent: int | None


def write_marker(marker: str, old: int, new: int) -> str:
    """Return the marker of item `old` rewritten for item `new`, in the same manner.

    The manner is found by writing `old` in each known one; where none fits, the new marker is
    the plain number with a full stop.
    """
    for number_format in FORMATS:
        head, found, tail = marker.rpartition(write_numeral(old, number_format))
        if found:
            return head + write_numeral(new, number_format) + tail
    head, found, tail = marker.rpartition(str(old).translate(_ARABIC_INDIC))
    return head + str(new).translate(_ARABIC_INDIC) + tail if found else f"{new}."


def renumbered(
    before: Sequence[ParsedBlock], after: Sequence[ParsedBlock], origins: Sequence[int | None]
) -> list[Mark]:
    """Return the marks that let the items of numbered lists count on.

    `origins` names for each block after the change the one that it was before, None for a new
    one. An item that still follows the same item keeps its distance to it, so that a number left
    out on purpose stays out; any other is one more than the item before it. The first of a list
    keeps the number with which its list began.
    """
    old_places, new_places = _places(before), _places(after)
    values: dict[int, int] = {}
    markers: dict[int, str] = {}
    marks = []
    for index, place in new_places.items():
        origin = origins[index]
        old = old_places.get(origin) if origin is not None else None
        if origin is not None and not _same_list(before[origin], after[index]):
            old = None
        values[index] = _value(index, place, old, before, values, origins)
        markers[index] = _marker(index, place, old, before, after, values[index], markers)
        wanted: Attrs = {"value": values[index], "marker": markers[index]}
        there: Attrs = {name: after[index].attrs.get(name) for name in wanted}
        if wanted != there:
            marks.append(Mark(index, 1, there, wanted))
    return marks


def _value(
    index: int,
    place: _Place,
    old: _Place | None,
    before: Sequence[ParsedBlock],
    values: dict[int, int],
    origins: Sequence[int | None],
) -> int:
    origin = origins[index]
    if place.previous is None:
        return _number(before[old.first]) if old else 1
    follows = values[place.previous]
    if old is None or origin is None or old.previous is None:
        return follows + 1
    if origins[place.previous] != old.previous:
        return follows + 1
    return follows + _number(before[origin]) - _number(before[old.previous])


def _marker(
    index: int,
    place: _Place,
    old: _Place | None,
    before: Sequence[ParsedBlock],
    after: Sequence[ParsedBlock],
    value: int,
    markers: dict[int, str],
) -> str:
    """Write the marker; one that begins with that of the item around it follows that one too."""
    marker = str(after[index].attrs["marker"])
    number = _number(after[index])
    if value != number:
        marker = write_marker(marker, number, value)
    if old and old.parent is not None and place.parent is not None:
        outer = str(before[old.parent].attrs["marker"]).rstrip(".)")
        now = markers.get(place.parent, "").rstrip(".)")
        if outer and now and marker.startswith(f"{outer}."):
            marker = now + marker[len(outer) :]
    return marker


def _places(blocks: Sequence[ParsedBlock]) -> dict[int, _Place]:
    """Return the places of all counted items, in order."""
    places: dict[int, _Place] = {}
    latest: dict[object, dict[int, int]] = {}
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.LIST_ITEM:
            continue
        levels = latest.setdefault(block.attrs.get("list"), {})
        for deeper in [level for level in levels if level > block.level]:
            del levels[deeper]
        if not block.attrs.get("ordered") or not isinstance(block.attrs.get("value"), int):
            continue
        previous = levels.get(block.level)
        outer = [level for level in levels if level < block.level]
        places[index] = _Place(
            previous,
            index if previous is None else places[previous].first,
            levels[max(outer)] if outer else None,
        )
        levels[block.level] = index
    return places


def _number(block: ParsedBlock) -> int:
    value = block.attrs["value"]
    return value if isinstance(value, int) else 1


def _same_list(one: ParsedBlock, two: ParsedBlock) -> bool:
    return one.level == two.level and one.attrs.get("list") == two.attrs.get("list")
