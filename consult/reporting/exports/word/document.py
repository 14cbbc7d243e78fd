"""A chapter as a Word document: its blocks in order, then what stands in the margin."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import docx
from docx.oxml.ns import nsmap, qn
from lxml import etree

from consult.core.languages import direction
from consult.drafts.rules.blocks import BlockKind
from consult.drafts.rules.grouping import Group, group
from consult.drafts.selectors import BlockRow
from consult.reporting.exports.word.lists import numbering_mark, write_numbering
from consult.reporting.exports.word.margin import MarginWriter, Written, cuts_of
from consult.reporting.exports.word.parts import add_part, element, fit, say
from consult.reporting.exports.word.runs import (
    RunWriter,
    language_mark,
    paragraph_element,
    word_language,
)
from consult.reporting.exports.word.tables import TableRow, table_element
from consult.reporting.rules.markers import Counting, Marking, marking_of
from consult.reporting.rules.pieces import Piece, PieceCell, read_cells, read_pieces
from consult.reporting.selectors import AnnotatedChapter

FIRST_LIST = 1_000
"""Numbers of our lists, above those that the template defines."""


def word_file(chapter: AnnotatedChapter) -> bytes:
    """The bytes of the document.

    Words, looks, links, lists, tables and footnotes are those of the page; each block's words are
    cut into runs where a comment begins or ends. Pictures are not in it, only their alternative
    texts. The title in the file's properties and the language of all words are set.
    """
    return _Writing(chapter).written()


class _Writing:
    def __init__(self, chapter: AnnotatedChapter) -> None:
        self._chapter = chapter
        self._document: Any = docx.Document()
        self._body: Any = self._document.element.body
        self._runs = RunWriter(self._document.part, chapter.language)
        self._counting = Counting()
        self._cuts: dict[UUID, set[int]] = {}
        for language in {row.language for row in chapter.blocks}:
            for key, cuts in cuts_of(chapter.margin, language).items():
                self._cuts.setdefault(key, set()).update(cuts)
        self._blocks: dict[UUID, Written] = {}
        self._notes: tuple[Any, RunWriter] | None = None

    def written(self) -> bytes:
        self._set_properties()
        title = self._title()
        for found in group(self._chapter.blocks):
            if found.kind is BlockKind.TABLE_ROW:
                self._table(found)
            else:
                for member in found.members:
                    self._alone(member.block)
        write_numbering(self._document, self._counting, FIRST_LIST)
        if title is None:
            title = self._blocks[self._chapter.blocks[0].key][0][1]
        languages = {row.key: row.language for row in self._chapter.blocks}
        MarginWriter(self._document, title, self._blocks, languages).write(self._chapter.margin)
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _set_properties(self) -> None:
        chapter = self._chapter
        properties = self._document.core_properties
        properties.title = fit(chapter.title)[:255]
        properties.language = word_language(chapter.language)
        properties.author = properties.comments = ""
        defaults = self._document.styles.element.find(qn("w:docDefaults"))
        run_defaults = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for known in run_defaults.findall(qn("w:lang")):
            run_defaults.remove(known)
        run_defaults.append(language_mark(chapter.language))
        if direction(chapter.language) == "rtl":
            section = self._body.find(qn("w:sectPr"))
            grid = section.find(qn("w:docGrid"))
            if grid is None:
                section.append(element("bidi"))
            else:
                grid.addprevious(element("bidi"))

    def _title(self) -> Any:
        """Write the chapter's title and return its run; None where the text begins with its own."""
        chapter = self._chapter
        first = chapter.blocks[0] if chapter.blocks else None
        if first is not None and first.attrs.get("role") == "title":
            return None
        paragraph = paragraph_element("Title", chapter.language)
        self._add(paragraph)
        (run,) = self._runs.write(paragraph, [Piece(0, chapter.title or " ")], chapter.language)
        return run

    def _add(self, content: Any) -> None:
        self._body.find(qn("w:sectPr")).addprevious(content)

    def _alone(self, row: BlockRow) -> None:
        if row.kind is BlockKind.FOOTNOTE:
            self._note(row)
            return
        paragraph = self._paragraph(row)
        self._add(paragraph)
        self._fill(paragraph, row, self._pieces(row))

    def _pieces(self, row: BlockRow) -> list[Piece]:
        return read_pieces(row.html, self._cuts.get(row.key, ()))

    def _paragraph(self, row: BlockRow) -> Any:
        style = {BlockKind.CAPTION: "Caption", BlockKind.LIST_ITEM: "ListParagraph"}.get(row.kind)
        if row.kind is BlockKind.HEADING:
            style = "Title" if row.attrs.get("role") == "title" else f"Heading{row.level}"
        paragraph = paragraph_element(style or "", row.language, rtl=row.attrs.get("dir") == "rtl")
        mark = self._list_mark(row)
        if mark is not None:
            properties = paragraph[0]
            properties.insert(1 if style else 0, mark)
        return paragraph

    def _list_mark(self, row: BlockRow) -> Any:
        """The numbering of a list item, or the number of a heading; None for other blocks."""
        if row.kind is BlockKind.LIST_ITEM:
            level = min(max(row.level, 1), 9)
            value = row.attrs.get("value") if row.attrs.get("ordered") else None
            counted = int(value) if value is not None else None
            if row.attrs.get("ordered") and counted is None:
                counted = 1
            marking = marking_of(str(row.attrs.get("marker") or "•"), counted, level)
            place = self._counting.place(row.attrs.get("list"), level, marking, counted)
        elif row.kind is BlockKind.HEADING and row.attrs.get("number"):
            level = row.level
            # A heading's number may count chapters that are not in this file, so it stands still.
            still = Marking("decimal", str(row.attrs["number"]).replace("%", "\uff05"))
            place = self._counting.place(row.key, level, still, None)
        else:
            return None
        return numbering_mark(FIRST_LIST + place, level - 1)

    def _fill(
        self, paragraph: Any, row: BlockRow, pieces: list[Piece], writer: RunWriter | None = None
    ) -> None:
        # An empty run, so that a block without words can bear a comment too.
        shown = pieces or [Piece(0, "")]
        runs = (writer or self._runs).write(paragraph, shown, row.language)
        self._blocks.setdefault(row.key, []).extend(zip(shown, runs, strict=True))

    def _table(self, found: Group[BlockRow]) -> None:
        if found.caption:
            self._alone(found.caption.block)
        rows = [self._row(member.block) for member in found.members]
        self._add(table_element(rows, rtl=direction(self._chapter.language) == "rtl"))
        # Word joins two tables that nothing parts.
        self._add(paragraph_element("", self._chapter.language))

    def _row(self, row: BlockRow) -> TableRow:
        def fill(paragraph: Any, cell: PieceCell) -> None:
            if direction(row.language) == "rtl":
                properties = element("pPr")
                properties.append(element("bidi"))
                paragraph.append(properties)
            self._fill(paragraph, row, list(cell.pieces))

        cells = read_cells(row.html, self._cuts.get(row.key, ()))
        return TableRow(cells, bool(row.attrs.get("header")), fill)

    def _note(self, row: BlockRow) -> None:
        if self._notes is None:
            root = _no_footnotes()
            part = add_part(self._document, "footnotes", root)
            self._notes = root, RunWriter(part, self._chapter.language)
        root, writer = self._notes
        note = element("footnote", id=str(row.attrs.get("note", "0")))
        paragraph = paragraph_element("", row.language)
        mark, properties = element("r"), element("rPr")
        properties.append(element("vertAlign", "superscript"))
        mark.append(properties)
        mark.append(element("footnoteRef"))
        say(mark, " ")
        paragraph.append(mark)
        note.append(paragraph)
        self._fill(paragraph, row, self._pieces(row), writer)
        root.append(note)


def _no_footnotes() -> Any:
    """The root of the footnotes part, with the two separators that Word expects in it."""
    root = etree.Element(qn("w:footnotes"), nsmap={"w": nsmap["w"], "r": nsmap["r"]})
    for number, kind in (("-1", "separator"), ("0", "continuationSeparator")):
        separator = element("footnote", id=number, type=kind)
        paragraph, run = element("p"), element("r")
        run.append(element(kind))
        paragraph.append(run)
        separator.append(paragraph)
        root.append(separator)
    return root
