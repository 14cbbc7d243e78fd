"""Footnotes and endnotes, each numbered in the order in which the text refers to them.

Footnotes have plain numbers and endnotes small Roman ones, Word's own default, so that a reader
tells them apart and a label names one note.
"""

from __future__ import annotations

from dataclasses import dataclass

from consult.drafts.rules.word.numerals import write_numeral
from consult.drafts.rules.word.xml import Element, w

FOOTNOTES, ENDNOTES = "footnotes", "endnotes"
_FORMATS = {FOOTNOTES: "decimal", ENDNOTES: "lowerRoman"}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


@dataclass(frozen=True, slots=True)
class Note:
    """One note: its label, the part that it stands in, and its element."""

    label: str
    part: str
    element: Element


class Notes:
    """The notes of a document. A note that nothing refers to is not shown, as in Word."""

    def __init__(self, roots: dict[str, Element]) -> None:
        """`roots`: the footnotes and endnotes parts by the kind in their relationship."""
        self._elements: dict[tuple[str, str], Element] = {}
        for part, root in roots.items():
            for element in root:
                if element.get(w("type")) not in _SEPARATORS:
                    self._elements.setdefault((part, element.get(w("id"), "")), element)
        self._labels: dict[tuple[str, str], str] = {}
        self._count = dict.fromkeys(_FORMATS, 0)
        self._waiting: list[Note] = []

    def cite(self, part: str, note_id: str) -> str | None:
        """The label of the note, given at its first reference; None for a note that is missing."""
        key = (part, note_id)
        if key not in self._elements:
            return None
        if key not in self._labels:
            self._count[part] += 1
            self._labels[key] = write_numeral(self._count[part], _FORMATS[part])
            self._waiting.append(Note(self._labels[key], part, self._elements[key]))
        return self._labels[key]

    def take_cited(self) -> list[Note]:
        """The notes cited since the last call: footnotes, then endnotes."""
        taken, self._waiting = self._waiting, []
        return sorted(taken, key=lambda note: note.part == ENDNOTES)
