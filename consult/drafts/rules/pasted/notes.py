"""Footnotes and endnotes that Word puts on a clipboard with the text that refers to them."""

from __future__ import annotations

import re

from consult.drafts.rules.pasted.markup import Node, attribute, declarations
from consult.drafts.rules.word.numerals import write_numeral

_ADDRESS = re.compile(r"#_((?:ftn|edn)[0-9]{1,5})")
_WAY_BACK = re.compile(r"#_(?:ftn|edn)ref[0-9]{1,5}")


class Notes:
    """The notes by their names: `ftn1` for a footnote, `edn1` for an endnote."""

    def __init__(self, root: Node) -> None:
        self._elements: dict[str, Node] = {
            attribute(element, "id"): element
            for element in root.iter("div")
            if declarations(element).get("mso-element") in {"footnote", "endnote"}
        }
        self._labels: dict[str, str] = {}
        self._waiting: list[tuple[str, Node]] = []

    def holds(self, element: Node) -> bool:
        """Whether this element is a note, which is read where the text refers to it."""
        return element.tag == "div" and self._elements.get(attribute(element, "id")) is element

    def is_way_back(self, address: str) -> bool:
        """Whether a link leads from a note to the text: ours has a link of its own."""
        return bool(_WAY_BACK.fullmatch(address))

    def cite(self, address: str) -> str | None:
        """The label of the note that a link leads to; None for other links."""
        found = _ADDRESS.fullmatch(address)
        if found is None or found.group(1) not in self._elements:
            return None
        name = found.group(1)
        if name not in self._labels:
            kind = name[:3]
            count = 1 + sum(known.startswith(kind) for known in self._labels)
            self._labels[name] = write_numeral(count, "decimal" if kind == "ftn" else "lowerRoman")
            self._waiting.append((self._labels[name], self._elements[name]))
        return self._labels[name]

    def take_cited(self) -> list[tuple[str, Node]]:
        """The notes cited since the last call, with their labels: footnotes, then endnotes."""
        taken, self._waiting = self._waiting, []
        return sorted(taken, key=lambda note: not note[0].isdigit())
