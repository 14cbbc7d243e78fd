"""A story (the body, a note, a text box): its paragraphs and tables in order, as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from consult.drafts.rules.blocks import AttrValue, BlockKind, DroppedKind
from consult.drafts.rules.word.collector import Collector
from consult.drafts.rules.word.drawings import Shape
from consult.drafts.rules.word.inline import Inline, InlineReader
from consult.drafts.rules.word.numbering import Marker, Numbering
from consult.drafts.rules.word.pictures import Pictures
from consult.drafts.rules.word.spans import Span, clean_text, plain_weight, to_html, trim
from consult.drafts.rules.word.styles import StyleSheet, Traits, heading_level
from consult.drafts.rules.word.tables import Row, cell_html, has_first_row_look, lay_out, only_cell
from consult.drafts.rules.word.xml import (
    MC_NS,
    Element,
    branch,
    number,
    toggle,
    value,
    w,
)

MAX_ALTERNATIVE = 2_000

_TRANSPARENT = {w("customXml"), w("ins"), w("moveTo"), w("sdtContent")}


@dataclass(slots=True)
class _Paragraph:
    """A paragraph read: its words, and what its style and numbering make of it."""

    spans: list[Span]
    inline: Inline
    style: Traits
    outline: int | None
    marker: Marker | None = None
    list_id: int = 0
    list_level: int = 0
    attrs: dict[str, AttrValue] = field(default_factory=dict)


class StoryReader:
    """Turns block-level content into blocks of the collector."""

    def __init__(
        self,
        *,
        styles: StyleSheet,
        numbering: Numbering,
        inline: InlineReader,
        collector: Collector,
        pictures: Pictures,
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._inline = inline
        self._collector = collector
        self._pictures = pictures
        self._tables = 0
        self._carried: list[Span] = []

    def read(self, container: Element) -> None:
        """Add every paragraph and table of the container that shows any text."""
        self._walk(container)
        self._put_carried()

    def lines(self, container: Element) -> list[Span]:
        """The container's content as lines in one run of spans, for a cell or a note.

        List markers become text, since a cell holds inline markup only; a table inside becomes
        one line a row, its cells a tab apart.
        """
        written: list[list[Span]] = []
        self._gather(container, written)
        if self._carried:
            written.append(self._take_carried())
        joined: list[Span] = []
        for line in written:
            if joined:
                joined.append(Span("\n"))
            joined.extend(line)
        return joined

    def _walk(self, container: Element) -> None:
        for child in container:
            if child.tag == w("p"):
                self._put(self._paragraph(child))
            elif child.tag == w("tbl"):
                self._put_carried()
                self._table(child)
            elif (inner := self._inside(child)) is not None:
                self._walk(inner)

    def _inside(self, child: Element) -> Element | None:
        """What a wrapper at block level holds; None for what holds no blocks."""
        if child.tag in _TRANSPARENT:
            return child
        if child.tag == w("sdt"):
            content = child.find(w("sdtContent"))
            if content is not None and toggle(child.find(w("sdtPr")), "showingPlcHdr"):
                text = "".join(node.text or "" for node in content.iter(w("t")))
                self._collector.report(DroppedKind.PLACEHOLDER, text)
                return None
            return content
        if child.tag == f"{{{MC_NS}}}AlternateContent":
            return branch(child)
        if child.tag == w("altChunk"):
            self._collector.report(DroppedKind.EMBEDDED_DOCUMENT, "")
        return None

    def _paragraph(self, element: Element) -> _Paragraph | None:
        """Read one paragraph; None where its mark is deleted, so that it runs into the next."""
        properties = element.find(w("pPr"))
        style_id = value(properties, "pStyle") or self._styles.default_paragraph
        style = self._styles.traits(style_id)
        inline = self._inline.read(element, style)
        spans = self._take_carried()
        spans.extend(inline.spans)
        if properties is not None and properties.find(f"{w('rPr')}/{w('del')}") is not None:
            self._carried = spans
            return None
        outline = number(properties, "outlineLvl")
        found = _Paragraph(
            spans=trim(spans),
            inline=inline,
            style=style,
            outline=style.outline if outline is None else outline,
        )
        direct = None if properties is None else properties.find(w("numPr"))
        place = self._numbering.place(direct, style_id)
        if place is not None:
            found.list_id, found.list_level = place
            found.marker = self._numbering.count(*place)
        bidi = toggle(properties, "bidi")
        if style.bidi if bidi is None else bidi:
            found.attrs["dir"] = "rtl"
        return found

    def _put(self, paragraph: _Paragraph | None) -> None:
        if paragraph is None:
            return
        shapes, leading = paragraph.inline.shapes, paragraph.inline.leading
        self._put_shapes(shapes[:leading])
        if paragraph.spans:
            self._put_spans(paragraph)
        self._put_shapes(shapes[leading:])
        for box in paragraph.inline.boxes:
            self._walk(box)
            self._put_carried()

    def _put_shapes(self, shapes: Sequence[tuple[Shape, str]]) -> None:
        """Add a figure for each picture that is kept or has a text in place of it."""
        for shape, part in shapes:
            picture = self._pictures.take(part, shape.crop) if part else None
            if picture is None:
                self._collector.report(shape.kind, shape.detail)
            words = clean_text(shape.alternative)[:MAX_ALTERNATIVE].strip()
            attrs: dict[str, AttrValue] = {}
            if picture is not None:
                attrs.update(picture=picture.sha256, width=picture.width, height=picture.height)
            if picture is not None or (words and shape.kind is not DroppedKind.EMBEDDED_OBJECT):
                self._collector.add(BlockKind.FIGURE, escape(words, quote=False), attrs)

    def _put_spans(self, paragraph: _Paragraph) -> None:
        style, attrs, marker = paragraph.style, paragraph.attrs, paragraph.marker
        html = to_html(paragraph.spans)
        level = 1 if style.title else heading_level(paragraph.outline)
        if style.contents:
            self._collector.report(DroppedKind.CONTENTS, "")
        elif level:
            if style.title:
                attrs["role"] = "title"
            if marker is not None and marker.ordered:
                attrs["number"] = marker.text
            html = to_html(plain_weight(paragraph.spans))
            self._collector.add(BlockKind.HEADING, html, attrs, level)
        elif style.caption or (paragraph.inline.counted and marker is None):
            self._collector.add(BlockKind.CAPTION, html, attrs)
        elif marker is not None:
            attrs.update(ordered=marker.ordered, marker=marker.text, list=paragraph.list_id)
            if marker.ordered:
                attrs["value"] = marker.value
            self._collector.add(BlockKind.LIST_ITEM, html, attrs, paragraph.list_level + 1)
        else:
            self._collector.add(BlockKind.PARAGRAPH, html, attrs)

    def _take_carried(self) -> list[Span]:
        carried, self._carried = self._carried, []
        return carried

    def _put_carried(self) -> None:
        spans = trim(self._take_carried())
        if spans:
            self._collector.add(BlockKind.PARAGRAPH, to_html(spans), {})

    def _table(self, table: Element) -> None:
        style = value(table.find(w("tblPr")), "tblStyle")
        heads = has_first_row_look(table) and self._styles.heads_first_row(style)
        rows = lay_out(table, first_row_heads=heads)
        frame = only_cell(rows)
        if frame is not None:
            self.read(frame)
            return
        contents = [[self._cell(cell.element) for cell in row.cells] for row in rows]
        self._tables += 1
        for row, cells in zip(rows, contents, strict=True):
            if row.deleted:
                self._report_deleted(row)
                continue
            html = "\t".join(
                cell_html(cell, content, header=row.header)
                for cell, content in zip(row.cells, cells, strict=True)
            )
            attrs: dict[str, AttrValue] = {"table": self._tables, "header": row.header}
            self._collector.add(BlockKind.TABLE_ROW, html, attrs)

    def _report_deleted(self, row: Row) -> None:
        text = " ".join(node.text or "" for node in row.element.iter(w("t"), w("delText")))
        self._collector.report(DroppedKind.TRACKED_DELETION, text)

    def _cell(self, element: Element | None) -> str:
        return "" if element is None else to_html(trim(self.lines(element)))

    def _gather(self, container: Element, written: list[list[Span]]) -> None:
        for child in container:
            if child.tag == w("p"):
                self._gather_paragraph(self._paragraph(child), written)
            elif child.tag == w("tbl"):
                for row in lay_out(child):
                    line: list[Span] = []
                    for cell in row.cells if not row.deleted else ():
                        content = [] if cell.element is None else self.lines(cell.element)
                        line.extend([Span("\t"), *content] if line else content or [Span(" ")])
                    written.append(line)
            elif (inner := self._inside(child)) is not None:
                self._gather(inner, written)

    def _gather_paragraph(self, paragraph: _Paragraph | None, written: list[list[Span]]) -> None:
        if paragraph is None:
            return
        if paragraph.spans:
            marker = paragraph.marker
            before = [] if marker is None else [Span(f"{marker.text} ")]
            written.append([*before, *paragraph.spans])
        for shape, _part in paragraph.inline.shapes:
            # A cell or a note holds words only.
            self._collector.report(shape.kind, shape.detail)
        for box in paragraph.inline.boxes:
            self._gather(box, written)
