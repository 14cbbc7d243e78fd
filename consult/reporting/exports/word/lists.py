"""Real numbering: Word counts the items, and shows the markers that the text had."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from consult.reporting.exports.word.parts import element, fit
from consult.reporting.rules.markers import Counting, Marking

_INDENT = 360
"""Of one level, in twentieths of a point."""


def numbering_mark(number: int, level: int) -> Any:
    """The property that puts a paragraph into a list, level from 0."""
    mark = element("numPr")
    mark.append(element("ilvl", str(level)))
    mark.append(element("numId", str(number)))
    return mark


def write_numbering(document: Any, counting: Counting, first: int) -> None:
    """Define the lists that were counted, their numbers from `first` on."""
    root = document.part.numbering_part.element
    instances = root.findall(qn("w:num"))
    for index, levels in enumerate(counting.lists):
        abstract = element("abstractNum", abstractNumId=str(first + index))
        abstract.append(element("multiLevelType", "multilevel"))
        for level in range(9):
            marking = levels.get(level + 1, Marking("bullet", "•"))
            abstract.append(_level(level, marking, counting.starts[index].get(level + 1, 1)))
        # The schema wants every definition before the first instance.
        if instances:
            instances[0].addprevious(abstract)
        else:
            root.append(abstract)
    for index in range(len(counting.lists)):
        instance = element("num", numId=str(first + index))
        instance.append(element("abstractNumId", str(first + index)))
        root.append(instance)


def _level(level: int, marking: Marking, start: int) -> Any:
    written = element("lvl", ilvl=str(level))
    written.append(element("start", str(start)))
    written.append(element("numFmt", marking.number_format))
    written.append(element("lvlText", fit(marking.pattern)))
    written.append(element("lvlJc", "start"))
    properties = element("pPr")
    properties.append(element("ind", start=str(_INDENT * (level + 2)), hanging=str(_INDENT)))
    written.append(properties)
    return written
