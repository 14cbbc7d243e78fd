"""Blocks: what a document becomes, and how the characters of a block are counted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser

from consult.drafts.rules.pictures import ParsedPicture

AttrValue = str | int | bool
"""What an attribute of a block may hold: plain JSON without floats, so that it can be hashed."""


class BlockKind(StrEnum):
    """What a block is; the page chooses its element by it."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """One block as read from a file.

    `level` is 1–6 for a heading, the depth from 1 for a list item, else 0. `html` holds inline
    markup only: strong, em, sub, sup, code, br, a[href] with http, https, mailto or a `#note-…`
    link; for a table row its cells as th or td with scope, colspan and rowspan, never the row
    itself. `text` always equals `block_text(html)`.

    `attrs` by kind, every key optional unless said otherwise:
    heading: `number` (the automatic number shown before it, such as "2.1");
    list_item: `ordered` (always), `marker` (always, such as "(a)" or "•"), `value` (its ordinal,
    for ordered lists), `list` (items with the same number belong to one list);
    table_row: `table` (always, counted from 1 through the document), `header` (always);
    footnote: `note` (always, the label that a `#note-…` link names);
    figure: `picture` (SHA-256 in hex of the kept picture, absent where none was kept), `width` and
    `height` (its pixels, with `picture`); its markup is the alternative text, "" where it has none,
    and its caption is a caption block right after or before it;
    any: `dir` "rtl" where the paragraph is set from right to left, `role` "title" where a
    heading is the document's own title.
    """

    kind: BlockKind
    level: int
    html: str
    text: str
    attrs: Mapping[str, AttrValue] = field(default_factory=dict)


class DroppedKind(StrEnum):
    """What an editor is told about when checking an import.

    All but `TRACKED_INSERTION`, `STRIKETHROUGH` and `FORMULA` are left out of the blocks: of a
    tracked insertion and of struck-through words the text is kept, of a formula its characters in
    one line.
    """

    TRACKED_DELETION = "tracked_deletion"
    TRACKED_INSERTION = "tracked_insertion"
    COMMENT = "comment"
    IMAGE = "image"
    CHART = "chart"
    DRAWING = "drawing"
    EMBEDDED_OBJECT = "embedded_object"
    EMBEDDED_DOCUMENT = "embedded_document"
    FORMULA = "formula"
    HIDDEN_TEXT = "hidden_text"
    PLACEHOLDER = "placeholder"
    STRIKETHROUGH = "strikethrough"
    LINK = "link"
    SYMBOL = "symbol"
    FIELD = "field"
    TEMPLATE = "template"
    MARKUP = "markup"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that the blocks do not show as the file did.

    `block` is the index of the block in which it stood, or of the one that follows where it
    stood between blocks; None after the last block. `detail` is a short excerpt (of a comment
    without its author), a picture's alternative text or a refused address, never longer than 200
    characters.
    """

    block: int | None
    what: DroppedKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """All blocks of a file in reading order, notes last, what was left out, and its pictures.

    `source_title` is the first title paragraph or the title in the file's properties, else "".
    `dropped` ends after 2,000 entries.
    """

    blocks: tuple[ParsedBlock, ...]
    dropped: tuple[Dropped, ...] = ()
    source_title: str = ""
    pictures: tuple[ParsedPicture, ...] = ()


class _TextNodes(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def block_text(html: str) -> str:
    """The text nodes of the block's markup joined, as DOM `textContent` gives them.

    It holds for an element that contains exactly this markup: a template must not add white
    space inside that element. Offsets count Unicode code points of this text; a script that
    measures in UTF-16 units has to convert. Nothing is trimmed or collapsed. A line break counts
    as one newline, because it is written as `<br>` followed by a newline character, and cells
    of a row are one tab apart, because a tab stands between them in the markup: both are text
    nodes that a browser keeps and shows as nothing. The number of a footnote reference counts,
    since a reader sees it; the automatic number or bullet of a list item or heading does not,
    since it is an attribute. Soft hyphens never get into a block.
    """
    parser = _TextNodes()
    parser.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    parser.close()
    return "".join(parser.pieces)


NOTE_REFERENCE = re.compile(
    r'<sup><a href="#note-([0-9]+|[ivxlcdm]+)"[^>]*>(?:[0-9]+|[ivxlcdm]+)</a></sup>'
)
"""A reference to a note in a block's markup; the one group is the note's label."""


def note_reference(label: str) -> str:
    """The markup of a reference to the note with this label.

    A footnote's label is a plain number, an endnote's a small Roman one, as Word has it.
    """
    return f'<sup><a href="#note-{label}">{label}</a></sup>'


def note_citations(htmls: Iterable[str]) -> dict[str, int]:
    """For each footnote label the index of the first markup that refers to it.

    The page links a footnote back to that block's own address, so no ids stand in the markup,
    where they could clash with those of the page.
    """
    cited: dict[str, int] = {}
    for index, html in enumerate(htmls):
        for match in NOTE_REFERENCE.finditer(html):
            cited.setdefault(match.group(1), index)
    return cited


def fingerprint(kind: str, html: str) -> str:
    """SHA-256 in hex of what a block says, to find the same block in another version.

    The numbers of footnote references are left out, because a footnote added earlier in the
    document renumbers them without changing what this block says. Automatic numbers are no
    part of the markup and so do not count either.
    """
    said = NOTE_REFERENCE.sub("<sup></sup>", html)
    return hashlib.sha256(f"{kind}\n{said}".encode()).hexdigest()
