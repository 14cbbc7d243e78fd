"""The text before its tracked changes: insertions and deletions turned round.

A reader that accepts changes then reads the original, and what it tells of a deletion is an
insertion left out. Changes of formatting say nothing about words and stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from consult.drafts.rules.blocks import DroppedKind, ParsedDocument
from consult.drafts.rules.word.document import read_document
from consult.drafts.rules.word.package import Package
from consult.drafts.rules.word.xml import Element, w

STORIES: Final = frozenset({w("document"), w("footnotes"), w("endnotes")})
"""The roots of the parts whose text becomes blocks."""

_TURNED: Final = {
    w("ins"): w("del"),
    w("del"): w("ins"),
    w("moveFrom"): w("moveTo"),
    w("moveTo"): w("moveFrom"),
    w("cellIns"): w("cellDel"),
    w("cellDel"): w("cellIns"),
}
_INSERTED: Final = frozenset({w("ins"), w("moveTo")})
_DELETED: Final = frozenset({w("del"), w("moveFrom")})


_TOLD: Final = {
    DroppedKind.TRACKED_DELETION: DroppedKind.REJECTED_INSERTION,
    DroppedKind.TRACKED_INSERTION: DroppedKind.REJECTED_DELETION,
}


def read_original(data: bytes) -> ParsedDocument:
    """The text before its tracked changes, each of which is told. Raises as `read_document`."""
    document = read_document(data, package=OriginalPackage)
    dropped = (replace(entry, what=_TOLD.get(entry.what, entry.what)) for entry in document.dropped)
    return replace(document, dropped=tuple(dropped))


class OriginalPackage(Package):
    """A package whose stories are read as they were before their tracked changes."""

    def part(self, name: str) -> Element | None:
        """The root element of the part, changes rejected; None where there is no such part."""
        root = super().part(name)
        if root is not None and root.tag in STORIES:
            reject_changes(root)
        return root


def reject_changes(root: Element) -> None:
    """Turn each tracked insertion into a deletion and each deletion into an insertion, in place.

    What one person inserted and another deleted again stood in the original for nobody: it stays
    out. A paragraph mark, a row or a cell that was inserted counts as deleted, and the other way
    round.
    """
    _turn(root, inserted=False)


def _turn(parent: Element, *, inserted: bool) -> None:
    for child in parent:
        tag = child.tag
        if tag == w("delText") and not inserted:
            child.tag = w("t")
        elif tag == w("delInstrText") and not inserted:
            child.tag = w("instrText")
        elif tag == w("t") and inserted:
            child.tag = w("delText")
        _turn(child, inserted=inserted or tag in _INSERTED)
        if tag in _TURNED and not (inserted and tag in _DELETED):
            child.tag = _TURNED[tag]
