"""The elements of a clipboard one by one, and the blocks that they become."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape

from consult.drafts.rules.blocks import AttrValue, BlockKind, DroppedKind, ParsedDocument
from consult.drafts.rules.pasted import markup
from consult.drafts.rules.pasted.lists import Lists
from consult.drafts.rules.pasted.markup import Node, attribute
from consult.drafts.rules.pasted.notes import Notes
from consult.drafts.rules.pasted.tables import table_rows
from consult.drafts.rules.word.collector import Collector
from consult.drafts.rules.word.spans import (
    PLAIN_LOOK,
    Look,
    Span,
    allowed_address,
    clean_text,
    plain_weight,
    to_html,
    trim,
)
from consult.drafts.rules.word.tables import cell_html

_SILENT = {"head", "style", "meta", "link", "title", "base", "col", "colgroup", "xml", "template"}
_NO_TEXT = {
    *("script", "noscript", "iframe", "frame", "object", "embed", "applet", "video", "audio"),
    *("canvas", "svg", "math", "map", "input", "button", "select", "textarea"),
}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl"),
    *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
    *("h6", "header", "hr", "legend", "main", "nav", "p", "pre", "section", "summary"),
    *("caption", "table", "tbody", "thead", "tfoot", "tr", "td", "th"),
}
_SPACES = re.compile("[ \t\r\n\f]+")
MAX_ALTERNATIVE = 2_000


@dataclass(slots=True)
class _Shape:
    """What the words gathered next become."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    attrs: Mapping[str, AttrValue] = field(default_factory=dict)
    place: markup.ListPlace | None = None


class PastedReader:
    """Reads one clipboard, once."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._collector = Collector()
        self._lists = Lists()
        self._notes = Notes(root)
        self._spans: list[Span] = []
        self._shape = _Shape()
        self._marker = ""
        self._lines: list[list[Span]] | None = None
        self._tables = 0
        self._preserve = False

    def document(self) -> ParsedDocument:
        """Everything read. Raises FileEmpty where it holds no text."""
        self._children(self._root, PLAIN_LOOK)
        self._flush()
        while cited := self._notes.take_cited():
            for label, element in cited:
                html = to_html(trim(self._as_lines(element)))
                self._collector.add(BlockKind.FOOTNOTE, html, {"note": label})
        return self._collector.document("")

    def _children(self, parent: Node, look: Look) -> None:
        self._text(parent.text, look)
        for child in parent:
            if isinstance(child.tag, str):
                self._element(child, look)
            self._text(child.tail, look)

    def _element(self, element: Node, look: Look) -> None:
        css = markup.declarations(element)
        tag = element.tag
        if tag in _SILENT or self._left_out(element, css):
            return
        if tag == "br":
            self._spans.append(Span("\n", look))
        elif tag == "img":
            self._image(element)
        elif tag == "table" and self._lines is None:
            self._table(element)
        elif tag in {"ul", "ol"}:
            self._list(element)
        elif tag == "li":
            level, attrs = self._lists.item(element)
            self._block(element, _Shape(BlockKind.LIST_ITEM, level, attrs))
        elif tag in _BLOCKS:
            self._block(element, self._shape_of(element, css))
        elif tag == "a":
            self._link(element, markup.look_of(element, css, look))
        else:
            self._children(element, markup.look_of(element, css, look))

    def _left_out(self, element: Node, css: dict[str, str]) -> bool:
        """Tell of what is no text or not to be read; True where nothing of it is kept."""
        tag, said = element.tag, "".join(element.itertext())
        if css.get("mso-list") == "ignore":
            self._marker = clean_text(said)
        elif css.get("mso-element") in {"footnote-list", "endnote-list"} or self._notes.holds(
            element
        ):
            return True
        elif css.get("mso-element", "").startswith("comment"):
            self._collector.report(DroppedKind.COMMENT, said)
        elif "MsoCommentReference" in attribute(element, "class").split():
            return True
        elif tag in _NO_TEXT:
            self._collector.report(DroppedKind.MARKUP, tag)
        elif markup.is_hidden(css):
            if said.strip():
                self._collector.report(DroppedKind.HIDDEN_TEXT, said)
        elif tag == "del":
            self._collector.report(DroppedKind.TRACKED_DELETION, said)
        elif markup.is_contents(element):
            self._collector.report(DroppedKind.CONTENTS, "")
        else:
            if tag == "ins":
                self._collector.report(DroppedKind.TRACKED_INSERTION, said)
            elif said.strip() and markup.is_struck(element, css):
                self._collector.report(DroppedKind.STRIKETHROUGH, said)
            return False
        return True

    def _shape_of(self, element: Node, css: dict[str, str]) -> _Shape:
        """What the block's words become; a block that says nothing goes on as what it stands in."""
        direction: dict[str, AttrValue] = (
            {"dir": "rtl"} if attribute(element, "dir") == "rtl" else {}
        )
        if markup.is_title(element):
            return _Shape(BlockKind.HEADING, 1, {"role": "title"} | direction)
        place = markup.list_place(css)
        if level := markup.heading_level(element, css):
            return _Shape(BlockKind.HEADING, level, direction, place)
        if markup.is_caption(element):
            return _Shape(BlockKind.CAPTION, 0, direction)
        if place is not None:
            return _Shape(BlockKind.LIST_ITEM, place.level, direction, place)
        attrs = {**self._shape.attrs, **direction}
        if direction and self._shape.kind is not BlockKind.LIST_ITEM:
            return replace(self._shape, attrs=attrs)
        self._shape.attrs = attrs
        return self._shape

    def _block(self, element: Node, shape: _Shape) -> None:
        self._flush()
        around, self._shape = self._shape, shape
        kept, self._preserve = self._preserve, self._preserve or element.tag == "pre"
        self._marker = ""
        self._children(element, replace(PLAIN_LOOK, code=self._preserve))
        self._flush()
        self._shape, self._preserve = around, kept

    def _list(self, element: Node) -> None:
        self._flush()
        self._lists.begin(element)
        around, self._shape = self._shape, _Shape()
        self._children(element, PLAIN_LOOK)
        self._flush()
        self._shape = around
        self._lists.end()

    def _link(self, element: Node, look: Look) -> None:
        target = attribute(element, "href").strip()
        if self._notes.is_way_back(target):
            return
        label = self._notes.cite(target)
        if label is not None:
            self._spans.append(Span(label, note=True))
            return
        address = allowed_address(target)
        if address is None and target and not target.startswith("#_"):
            self._collector.report(DroppedKind.LINK, target)
        self._children(element, look.leading(address or ""))

    def _image(self, element: Node) -> None:
        """A picture is never fetched; its alternative text stands in its place."""
        words = clean_text(attribute(element, "alt")).strip()[:MAX_ALTERNATIVE]
        if words and self._lines is None:
            self._flush()
        self._collector.report(DroppedKind.IMAGE, words or attribute(element, "src")[:100])
        if words and self._lines is None:
            self._collector.add(BlockKind.FIGURE, escape(words, quote=False), {})

    def _table(self, element: Node) -> None:
        self._flush()
        for caption in element.iter("caption"):
            self._block(caption, _Shape(BlockKind.CAPTION))
        rows = table_rows(element)
        if len(rows) == 1 and len(rows[0].cells) == 1:
            self._block(rows[0].cells[0].element, self._shape)
            return
        self._tables += 1
        for row in rows:
            cells = []
            for cell in row.cells:
                spans = trim(self._as_lines(cell.element))
                html = to_html(plain_weight(spans) if row.header else spans)
                cells.append(cell_html(cell, html, header=cell.header))
            attrs: dict[str, AttrValue] = {"table": self._tables, "header": row.header}
            self._collector.add(BlockKind.TABLE_ROW, "\t".join(cells), attrs)

    def _as_lines(self, element: Node) -> list[Span]:
        """The element's blocks as lines, for a cell or a note; list markers become text."""
        around, self._lines = self._lines, []
        shape, self._shape = self._shape, _Shape()
        self._children(element, PLAIN_LOOK)
        self._flush()
        joined: list[Span] = []
        for line in self._lines:
            joined.extend([Span("\n"), *line] if joined else line)
        self._lines, self._shape = around, shape
        return joined

    def _text(self, text: str | None, look: Look) -> None:
        if not text:
            return
        if self._preserve:
            for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                self._spans.extend([Span("\n", look)] if number else [])
                self._spans.append(Span(clean_text(line), look))
            return
        folded = clean_text(_SPACES.sub(" ", text))
        if not self._spans or self._spans[-1].text.endswith((" ", "\n")):
            folded = folded.lstrip(" ")
        if folded:
            self._spans.append(Span(folded, look))

    def _flush(self) -> None:
        """Add the words gathered as a block, or as a line of a cell or note."""
        spans, self._spans = trim(self._spans), []
        if not spans:
            return
        shape, marker = self._shape, self._marker
        level, attrs = shape.level, dict(shape.attrs)
        if shape.place is not None:
            level, found = self._lists.marked(shape.place, marker)
            attrs |= found
        if self._lines is not None:
            before = str(attrs.get("marker", ""))
            self._lines.append([Span(f"{before} "), *spans] if before else spans)
            return
        if shape.kind is BlockKind.HEADING:
            level, spans = shape.level, plain_weight(spans)
            attrs = _heading_attrs(attrs)
        self._collector.add(shape.kind, to_html(spans), attrs, level)
        if shape.kind is BlockKind.LIST_ITEM:
            # A second paragraph of an item has no marker of its own.
            shape.kind, shape.level, shape.attrs, shape.place = BlockKind.PARAGRAPH, 0, {}, None


def _heading_attrs(attrs: Mapping[str, AttrValue]) -> dict[str, AttrValue]:
    kept = {name: value for name, value in attrs.items() if name in {"role", "dir"}}
    return kept | ({"number": attrs["marker"]} if attrs.get("ordered") else {})
