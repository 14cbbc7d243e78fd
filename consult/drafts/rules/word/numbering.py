"""Automatic numbers: which list a paragraph belongs to and what stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from consult.drafts.rules.word.numerals import write_numeral
from consult.drafts.rules.word.styles import StyleSheet
from consult.drafts.rules.word.xml import Element, number, to_int, toggle, value, w

LEVELS = 9
MAX_MARKER = 64
BULLET = "•"
_PLACE = re.compile(r"%([1-9])")
_PRIVATE_USE = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before a numbered paragraph. `value` is its ordinal, 0 for a bullet."""

    ordered: bool
    text: str
    value: int


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition; `restart` as in `w:lvlRestart`, None for the default."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Definition:
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str | None = None
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Instance:
    definition: _Definition
    overrides: dict[int, Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._instances: dict[int, _Instance] = {}
        definitions: dict[int, _Definition] = {}
        if root is None:
            return
        for element in root.iterchildren(w("abstractNum")):
            key = to_int(element.get(w("abstractNumId")))
            if key is not None:
                definitions[key] = _read_definition(element)
        for element in root.iterchildren(w("num")):
            key = to_int(element.get(w("numId")))
            definition = definitions.get(number(element, "abstractNumId") or 0)
            if key is not None and definition is not None:
                self._instances[key] = _read_instance(element, definition)

    def place(self, direct: Element | None, style_id: str | None) -> tuple[int, int] | None:
        """The list and the level from 0 that a paragraph takes part in, or None.

        `direct` is its own `w:numPr`, which goes before its style; list 0 takes it out.
        """
        traits = self._styles.traits(style_id)
        num_id = number(direct, "numId")
        level = number(direct, "ilvl")
        if num_id is None:
            num_id = traits.num_id
            if level is None:
                level = traits.num_level
        if not num_id or num_id not in self._instances:
            return None
        if level is None:
            level = self._linked_level(num_id, style_id)
        return num_id, min(max(level, 0), LEVELS - 1)

    def count(self, num_id: int, level: int) -> Marker | None:
        """Count the next paragraph of the list and say what stands before it.

        None where the level is defined to show neither number nor bullet.
        """
        instance = self._instances[num_id]
        counters = self._definition(instance).counters
        if level in instance.restarts:
            counters[level] = instance.restarts.pop(level) - 1
        shown = self._level(instance, level)
        counters[level] = counters.get(level, shown.start - 1) + 1
        for deeper in range(level + 1, LEVELS):
            restart = self._level(instance, deeper).restart
            if restart is None or level < restart:
                counters.pop(deeper, None)
        if shown.number_format == "bullet":
            return Marker(False, _bullet(shown.text), 0)
        text = _PLACE.sub(
            lambda match: self._numeral(instance, int(match.group(1)) - 1, shown.legal),
            "" if shown.number_format == "none" and "%" in shown.text else shown.text,
        )[:MAX_MARKER].strip()
        return Marker(True, text, counters[level]) if text else None

    def _numeral(self, instance: _Instance, level: int, legal: bool) -> str:
        shown = self._level(instance, level)
        if shown.number_format == "none":
            return ""
        reached = self._definition(instance).counters.get(level, shown.start)
        return write_numeral(reached, "decimal" if legal else shown.number_format)

    def _level(self, instance: _Instance, level: int) -> Level:
        own = instance.overrides.get(level)
        return own or self._definition(instance).levels.get(level) or Level(text=f"%{level + 1}.")

    def _definition(self, instance: _Instance) -> _Definition:
        """Follow a definition that only names a numbering style to the list of that style."""
        definition = instance.definition
        if definition.style_link is not None and not definition.levels:
            linked = self._instances.get(self._styles.traits(definition.style_link).num_id or 0)
            if linked is not None:
                return linked.definition
        return definition

    def _linked_level(self, num_id: int, style_id: str | None) -> int:
        levels = self._definition(self._instances[num_id]).levels
        linked = (index for index, level in levels.items() if level.style == style_id)
        return next(linked, 0) if style_id is not None else 0


def _read_definition(element: Element) -> _Definition:
    definition = _Definition(style_link=value(element, "numStyleLink"))
    for entry in element.iterchildren(w("lvl")):
        index = to_int(entry.get(w("ilvl")))
        if index is not None:
            definition.levels[index] = _read_level(entry)
    return definition


def _read_instance(element: Element, definition: _Definition) -> _Instance:
    instance = _Instance(definition)
    for override in element.iterchildren(w("lvlOverride")):
        index = to_int(override.get(w("ilvl")))
        if index is None:
            continue
        own = override.find(w("lvl"))
        if own is not None:
            instance.overrides[index] = _read_level(own)
        start = number(override, "startOverride")
        if start is not None:
            instance.restarts[index] = start
    return instance


def _read_level(element: Element) -> Level:
    start = number(element, "start")
    return Level(
        start=1 if start is None else start,
        number_format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        restart=number(element, "lvlRestart"),
        legal=bool(toggle(element, "isLgl")),
        style=value(element, "pStyle"),
    )


def _bullet(text: str) -> str:
    """Symbol fonts put bullets where Unicode has no character; those become a plain bullet."""
    known = text.strip()[:1]
    return BULLET if not known or ord(known) in _PRIVATE_USE or known in "o§·" else known
