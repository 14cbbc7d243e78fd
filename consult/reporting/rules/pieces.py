"""A block's markup as pieces of one look each, cut where a comment begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

_NOTE: Final = re.compile(r"#note-([0-9]+)")
_TAGS: Final = {
    "strong": "strong",
    "em": "em",
    "code": "code",
    "sub": "vertical",
    "sup": "vertical",
}
_CELLS: Final = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look, from `start` of the block's text. `vertical` is "sub", "sup" or "".

    With `note` it is a reference to the footnote of that label, which is never cut.
    """

    start: int
    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    vertical: str = ""
    href: str = ""
    note: str = ""

    @property
    def end(self) -> int:
        """The offset after its last code point."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class PieceCell:
    """A cell of a table row: its pieces, and how many columns and rows it spans."""

    pieces: tuple[Piece, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


def read_pieces(html: str, cuts: Iterable[int] = ()) -> list[Piece]:
    """The pieces of inline markup in order; each cut is a border between two of them.

    Offsets count the code points of `block_text(html)`.
    """
    return _cut(_read(html).pieces, sorted(set(cuts)))


def read_cells(html: str, cuts: Iterable[int] = ()) -> list[PieceCell]:
    """The cells of a table row; the tab between two of them counts and is in none."""
    reader, borders = _read(html), sorted(set(cuts))
    return [
        replace(cell, pieces=tuple(_cut(list(cell.pieces), borders))) for cell in reader.finished()
    ]


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    return reader


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._cells: list[PieceCell] = []
        self._first_of: list[int] = []
        self._last_of: list[int] = []
        self._looks: list[tuple[str, Piece]] = [("", Piece(0, ""))]
        self._at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        look = self._looks[-1][1]
        if tag in _CELLS:
            self._cells.append(
                PieceCell((), tag == "th", _span(given, "colspan"), _span(given, "rowspan"))
            )
            self._first_of.append(len(self.pieces))
        elif tag == "a":
            note = _NOTE.fullmatch(given.get("href", ""))
            changed = {"note": note.group(1)} if note else {"href": given.get("href", "")}
            self._looks.append((tag, replace(look, **changed)))
        elif tag in _TAGS:
            said = {_TAGS[tag]: tag if _TAGS[tag] == "vertical" else True}
            self._looks.append((tag, replace(look, **said)))  # type: ignore[arg-type]

    def handle_endtag(self, tag: str) -> None:
        if tag in _CELLS and len(self._last_of) < len(self._first_of):
            self._last_of.append(len(self.pieces))
        if len(self._looks) > 1 and self._looks[-1][0] == tag:
            self._looks.pop()

    def handle_data(self, data: str) -> None:
        self.pieces.append(replace(self._looks[-1][1], start=self._at, text=data))
        self._at += len(data)

    def finished(self) -> list[PieceCell]:
        """The cells with their pieces."""
        ends = [*self._last_of, len(self.pieces)]
        return [
            replace(cell, pieces=tuple(self.pieces[first:end]))
            for cell, first, end in zip(self._cells, self._first_of, ends, strict=False)
        ]


def _span(given: dict[str, str], name: str) -> int:
    said = given.get(name, "")
    return max(1, int(said)) if said.isascii() and said.isdigit() else 1


def _cut(pieces: Iterable[Piece], cuts: list[int]) -> list[Piece]:
    """The pieces, split at the cuts that fall inside them."""
    written: list[Piece] = []
    for piece in pieces:
        inside = [] if piece.note else [cut for cut in cuts if piece.start < cut < piece.end]
        borders = [piece.start, *inside, piece.end]
        written.extend(
            replace(piece, start=first, text=piece.text[first - piece.start : last - piece.start])
            for first, last in pairwise(borders)
        )
    return written
