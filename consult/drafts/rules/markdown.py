"""Markdown as blocks: the form in which the project keeps chapter texts of its own.

CommonMark 0.31 with GitHub's tables, without HTML and link reference definitions, and with two
conventions: a paragraph that begins with `: ` is the caption of the table or figure next to it,
and a paragraph that begins with `[^1]: ` is the footnote to which `[^1]` in another text refers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from typing import Final
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from consult.drafts.rules.blocks import (
    AttrValue,
    BlockKind,
    Dropped,
    DroppedKind,
    ParsedBlock,
    ParsedDocument,
    block_text,
    note_reference,
)

# Without `text_join` an escaped bracket stays a token of its own, so that `\[^1]` is no
# reference; without `reference` a footnote that is a bare address is not taken for a link.
_markdown = (
    MarkdownIt("commonmark", {"html": True}).enable("table").disable(["reference", "text_join"])
)

MAX_DETAIL: Final = 200
MAX_DROPPED: Final = 2_000
_CAPTION_MARK: Final = ": "
_NOTE_START = re.compile(r"\[\^([0-9]+)\]: +")
_NEXT_NOTE = re.compile(r"\n(?=\[\^[0-9]+\]: )")
_NOTE_MARK = re.compile(r"\[\^([0-9]+)\]")
_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_MARKUP: Final = {
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
    "softbreak": " ",
    "hardbreak": "<br>\n",
}


def parse_markdown(text: str) -> list[ParsedBlock]:
    """The blocks of a Markdown text: see `read_markdown`."""
    return list(read_markdown(text).blocks)


def read_markdown(text: str) -> ParsedDocument:
    """The blocks of a Markdown text in reading order, footnotes last, and what was left out.

    The level of a heading is the number of its marks, 1–6. A line that is wrapped in the source
    goes on after a space. What has no block of its own keeps its words: a quotation and the
    second paragraph of a list item become paragraphs, a code block a paragraph of code. A rule
    across the page, an empty heading, paragraph or item leave nothing. Links other than http,
    https and mailto lose their address and keep their text. HTML is left out, the words between
    tags in a line kept. A picture is never fetched: its alternative text becomes a figure after
    the block that it stands in. Each of these is told. A reference to a footnote that is not
    there stays as it was typed, and of two footnotes with one label the second is a plain
    paragraph. Refuses nothing.
    """
    tokens = _markdown.parse(text)
    reader = _Reader(_defined_labels(tokens))
    for token in tokens:
        reader.read(token)
    return ParsedDocument(tuple(reader.blocks + reader.notes), reader.dropped())


def _defined_labels(tokens: Iterable[Token]) -> frozenset[str]:
    labels: set[str] = set()
    for token in tokens:
        if token.type == "inline" and token.level == 1 and _NOTE_START.match(token.content):
            for piece in _NEXT_NOTE.split(token.content):
                labels.update(match.group(1) for match in [_NOTE_START.match(piece)] if match)
    return frozenset(labels)


class _Reader:
    """Turns the flat run of tokens into blocks; one reader a text."""

    def __init__(self, labels: frozenset[str]) -> None:
        self.blocks: list[ParsedBlock] = []
        self.notes: list[ParsedBlock] = []
        self._labels = labels
        self._noted: set[str] = set()
        self._heading = 0
        self._lists: list[bool] = []
        self._list_number = 0
        self._item: dict[str, AttrValue] | None = None
        self._table_number = 0
        self._header = False
        self._cells: list[str] | None = None
        self._figures: list[str] = []
        self._dropped: dict[Dropped, None] = {}

    def dropped(self) -> tuple[Dropped, ...]:
        """What was left out, where it stood; None for the place after the last block."""
        last = len(self.blocks) + len(self.notes)
        return tuple(
            entry if entry.block is not None and entry.block < last else replace(entry, block=None)
            for entry in self._dropped
        )

    def report(self, what: DroppedKind, detail: str) -> None:
        """Note something left out of the block that is being read; a repetition counts once."""
        if len(self._dropped) < MAX_DROPPED:
            shown = " ".join(detail.split())[:MAX_DETAIL]
            self._dropped.setdefault(Dropped(len(self.blocks), what, shown))

    def picture(self, token: Token) -> None:
        """Note a picture; its alternative text waits for the end of the block."""
        said = "".join(child.content for child in token.children or [])
        words = " ".join(said.split())
        self.report(DroppedKind.IMAGE, words or str(token.attrs.get("src", "")))
        if words and self._cells is None:
            self._figures.append(words)

    def read(self, token: Token) -> None:
        """Take the next token; tokens that only frame a paragraph are passed over."""
        match token.type:
            case "inline":
                self._read_inline(token)
            case "heading_open":
                self._heading = int(token.tag[1])
            case "heading_close":
                self._heading = 0
            case "html_block":
                self.report(DroppedKind.MARKUP, token.content)
            case "fence" | "code_block":
                self._add(BlockKind.PARAGRAPH, f"<code>{escape(token.content.rstrip())}</code>")
            case _ if "list" in token.type:
                self._read_list(token)
            case _:
                self._read_table(token)

    def _read_list(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                if not self._lists:
                    self._list_number += 1
                self._lists.append(token.type == "ordered_list_open")
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._item = self._item_attrs(token)
            case "list_item_close":
                self._item = None

    def _item_attrs(self, token: Token) -> dict[str, AttrValue]:
        ordered = self._lists[-1]
        attrs: dict[str, AttrValue] = {"ordered": ordered, "list": self._list_number}
        if not ordered:
            return attrs | {"marker": "•"}
        return attrs | {"marker": f"{token.info}{token.markup}", "value": int(token.info)}

    def _read_table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self._table_number += 1
            case "thead_open" | "thead_close":
                self._header = token.type == "thead_open"
            case "tr_open":
                self._cells = []
            case "tr_close":
                cells, self._cells = self._cells or [], None
                attrs: dict[str, AttrValue] = {"table": self._table_number, "header": self._header}
                # A tab between the cells keeps their words apart in the block's text.
                self._add(BlockKind.TABLE_ROW, "\t".join(cells), attrs=attrs)

    def _read_inline(self, token: Token) -> None:
        html = self._inline(token.children or [])
        if self._cells is not None:
            cell = f'<th scope="col">{html}</th>' if self._header else f"<td>{html}</td>"
            self._cells.append(cell)
        elif self._heading:
            self._add(BlockKind.HEADING, html, level=self._heading)
        elif self._item is not None:
            self._add(BlockKind.LIST_ITEM, html, level=len(self._lists), attrs=self._item)
            self._item = None
        elif token.level == 1 and _NOTE_START.match(token.content):
            for piece in _NEXT_NOTE.split(token.content):
                self._read_note(piece)
        elif token.level == 1 and token.content.startswith(_CAPTION_MARK):
            self._add(BlockKind.CAPTION, html.removeprefix(_CAPTION_MARK))
        else:
            self._add(BlockKind.PARAGRAPH, html.strip(" "))
        for words in self._figures:
            self._add(BlockKind.FIGURE, escape(words, quote=False))
        self._figures = []

    def _read_note(self, piece: str) -> None:
        start = _NOTE_START.match(piece)
        if start is None or start.group(1) in self._noted:
            self._add(BlockKind.PARAGRAPH, self._fragment(piece))
            return
        label = start.group(1)
        self._noted.add(label)
        html = self._fragment(piece[start.end() :])
        self.notes.append(
            ParsedBlock(BlockKind.FOOTNOTE, 0, html, block_text(html), {"note": label})
        )

    def _fragment(self, source: str) -> str:
        return self._inline(_markdown.parseInline(source)[0].children or [])

    def _inline(self, tokens: Sequence[Token]) -> str:
        pieces: list[str] = []
        closings: list[str] = []
        for token in tokens:
            match token.type:
                case "text":
                    pieces.append(_with_note_marks(token.content, self._labels))
                case "code_inline":
                    pieces.append(f"<code>{escape(token.content)}</code>")
                case "link_open":
                    target = str(token.attrs.get("href", ""))
                    address = _allowed_address(target)
                    if not address:
                        self.report(DroppedKind.LINK, target)
                    pieces.append(f'<a href="{escape(address)}">' if address else "")
                    closings.append("</a>" if address else "")
                case "link_close":
                    pieces.append(closings.pop())
                case "image":
                    self.picture(token)
                case "html_inline":
                    self.report(DroppedKind.MARKUP, token.content)
                case _:
                    pieces.append(_MARKUP.get(token.type, escape(token.content, quote=False)))
        return "".join(pieces)

    def _add(
        self,
        kind: BlockKind,
        html: str,
        *,
        level: int = 0,
        attrs: dict[str, AttrValue] | None = None,
    ) -> None:
        text = block_text(html)
        if text.strip() or kind is BlockKind.TABLE_ROW:
            self.blocks.append(ParsedBlock(kind, level, html, text, attrs or {}))


def _with_note_marks(text: str, labels: frozenset[str]) -> str:
    def mark(match: re.Match[str]) -> str:
        label = match.group(1)
        return note_reference(label) if label in labels else match.group()

    return _NOTE_MARK.sub(mark, escape(text, quote=False))


def _allowed_address(address: str) -> str:
    """Return the address where its scheme is one that a chapter may link to, else nothing."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    return address if scheme in _SCHEMES else ""
