"""A block's inline markup as a translator types it: a few marks that cannot break the page.

`**strong**`, `_emphasis_`, `[words](address)`, `[^3]` for the reference to note 3, `<sub>`,
`<sup>` and `<code>` as they are, and a new line for a line break. A backslash before `* _ [ ] <`
or a backslash makes it a plain character. The cells of a table row are texts of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from html.parser import HTMLParser
from typing import Final

from consult.core.errors import DomainError, N_
from consult.drafts.rules.blocks import NOTE_REFERENCE, note_reference

_MARKS: Final = {"strong": "**", "em": "_"}
_LITERAL: Final = frozenset({"sub", "sup", "code"})
_PLAIN: Final = re.compile(r"([\\*_\[\]<])")
_TOKEN: Final = re.compile(
    r"\\(?P<plain>[\\*_\[\]<])"
    r"|(?P<strong>\*\*)|(?P<em>_)"
    r"|\[\^(?P<note>[0-9]+)\]"
    r"|(?P<a>\[)|\]\((?P<href>[^()\s]*)\)"
    r"|<(?P<close>/?)(?P<tag>sub|sup|code)>"
    r"|(?P<br>\n)"
    r"|(?P<text>[^\\*_\[\]<\n]+|.)"
)
_CELL: Final = re.compile(r"(<t[dh][^>]*>)(.*?)(</t[dh]>)", re.DOTALL)
_NOTE_HREF: Final = re.compile(r"#note-([0-9]+)")
_HREF: Final = re.compile(r'<a href="([^"]*)"')


class MarkNotClosed(DomainError):
    """A mark is opened and never closed, or marks overlap."""

    code = "mark_not_closed"
    field = "text"
    message = N_(
        "The mark “%(mark)s” is opened but not closed, or closed in the wrong place. Write marks "
        "in pairs, such as **bold**, _emphasis_ or [words](address); put a backslash before a "
        "character that is no mark."
    )


class NotesDiffer(DomainError):
    """The translation does not refer to the same notes as the source."""

    code = "notes_differ"
    field = "text"
    message = N_(
        "The translation must refer to the same notes as the source: %(needed)s. It refers to: "
        "%(found)s. Write a reference as in the source, such as [^3]."
    )


class LinksDiffer(DomainError):
    """The translation does not hold the same links as the source."""

    code = "links_differ"
    field = "text"
    message = N_(
        "The translation must hold the same links as the source: %(needed)s. It holds: "
        "%(found)s. Write a link as [words](address) with the address of the source."
    )


class CellsDiffer(DomainError):
    """The translation of a table row has another number of cells than the source."""

    code = "cells_differ"
    field = "text"
    message = N_(
        "This table row has %(needed)s cells in the source and %(found)s in the translation. "
        "Give one text for each cell."
    )


class _Marks(HTMLParser):
    """Writes sanitised inline markup with marks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hrefs: list[str] = []
        self._after_break = False
        self._in_note = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            href = dict(attrs).get("href") or ""
            note = _NOTE_HREF.fullmatch(href)
            if note and self.pieces and self.pieces[-1] == "<sup>":
                self.pieces[-1] = f"[^{note[1]}]"
                self._in_note = True
                return
            self._hrefs.append(_plain_address(href))
            self.pieces.append("[")
        elif tag == "br":
            self.pieces.append("\n")
            self._after_break = True
        elif tag in _MARKS:
            self.pieces.append(_MARKS[tag])
        elif tag in _LITERAL:
            self.pieces.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if self._in_note:
            self._in_note = tag != "sup"
        elif tag == "a" and self._hrefs:
            self.pieces.append(f"]({self._hrefs.pop()})")
        elif tag in _MARKS:
            self.pieces.append(_MARKS[tag])
        elif tag in _LITERAL:
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._in_note:
            return
        if self._after_break:
            data = data.removeprefix("\n")
            self._after_break = False
        self.pieces.append(_PLAIN.sub(r"\\\1", data.replace("\n", " ")))


def to_marks(html: str) -> str:
    """Return inline markup as a translator reads and types it."""
    writer = _Marks()
    writer.feed(html)
    writer.close()
    return "".join(writer.pieces)


def _plain_address(href: str) -> str:
    """Return an address without the characters that would end it among marks."""
    return href.replace("(", "%28").replace(")", "%29").replace(" ", "%20")


def from_marks(marks: str) -> str:
    """Return what a translator typed as inline markup, which is still to be sanitised.

    Raises `MarkNotClosed` where marks do not pair.
    """
    html: list[str] = []
    open_tags: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(marks.replace("\r\n", "\n").strip()):
        kind = token.lastgroup
        if kind == "plain":
            html.append(escape(token["plain"], quote=False))
        elif kind == "note":
            html.append(note_reference(token["note"]))
        elif kind == "br":
            html.append("<br>\n")
        elif kind == "href":
            _close(html, open_tags, "a", token.group())
            html[open_tags.pop()[1]] = f'<a href="{escape(token["href"])}">'
            html.append("</a>")
        elif kind == "text":
            html.append(escape(token["text"], quote=False))
        else:
            _toggle(html, open_tags, token)
    if open_tags:
        tag = open_tags[-1][0]
        raise MarkNotClosed(mark={"a": "[", **_MARKS}.get(tag, f"<{tag}>"))
    return "".join(html)


def _toggle(html: list[str], open_tags: list[tuple[str, int]], token: re.Match[str]) -> None:
    tag = token["tag"] or token.lastgroup or ""
    is_open = tag in (name for name, _at in open_tags)
    closes = bool(token["close"]) if token["tag"] else is_open and tag != "a"
    if closes:
        _close(html, open_tags, tag, token.group())
        open_tags.pop()
        html.append(f"</{tag}>")
    else:
        if is_open:
            raise MarkNotClosed(mark=token.group())
        open_tags.append((tag, len(html)))
        html.append(f"<{tag}>")


def _close(html: list[str], open_tags: list[tuple[str, int]], tag: str, mark: str) -> None:
    if not open_tags or open_tags[-1][0] != tag:
        raise MarkNotClosed(mark=mark)


def cells_of(html: str) -> list[str]:
    """Return the contents of a table row's cells in order."""
    return [content for _open, content, _close in _CELL.findall(html)]


def with_cells(row: str, contents: list[str]) -> str:
    """Return a source's table row with other contents, its cells' own attributes kept.

    Raises `CellsDiffer` where there are more or fewer contents than cells.
    """
    cells = _CELL.findall(row)
    if len(cells) != len(contents):
        raise CellsDiffer(needed=len(cells), found=len(contents))
    return "\t".join(
        f"{opened}{content}{closed}"
        for (opened, _old, closed), content in zip(cells, contents, strict=True)
    )


def check_same_references(source: str, translation: str) -> None:
    """Refuse a translation whose notes, links or cells are not those of the source.

    They may stand in another order, since sentences do. Raises `NotesDiffer`, `LinksDiffer` or
    `CellsDiffer`.
    """
    cells = len(cells_of(source)), len(cells_of(translation))
    if cells[0] != cells[1]:
        raise CellsDiffer(needed=cells[0], found=cells[1])
    notes = _notes(source), _notes(translation)
    if notes[0] != notes[1]:
        raise NotesDiffer(needed=_listed(notes[0], "[^{}]"), found=_listed(notes[1], "[^{}]"))
    links = _links(source), _links(translation)
    if links[0] != links[1]:
        raise LinksDiffer(needed=_listed(links[0], "{}"), found=_listed(links[1], "{}"))


def _notes(html: str) -> Counter[str]:
    return Counter(NOTE_REFERENCE.findall(html))


def _links(html: str) -> Counter[str]:
    found = _HREF.findall(NOTE_REFERENCE.sub("", html))
    return Counter(_plain_address(unescape(href)) for href in found)


def _listed(found: Counter[str], form: str) -> str:
    return ", ".join(form.format(name) for name in sorted(found.elements())) or "–"


def in_order(html: str) -> str:
    """Return the references to notes in a markup, and nothing else, by their numbers."""
    return "".join(map(note_reference, sorted(NOTE_REFERENCE.findall(html), key=int)))


def renumbered(translation: str, old_source: str, new_source: str) -> str:
    """Return a translation whose note references bear the numbers that the source's now bear.

    A note added earlier in the text renumbers those after it without changing what a block
    says. The first reference of the old source is the first of the new, and so on; where their
    numbers differ in count, nothing is changed.
    """
    old, new = NOTE_REFERENCE.findall(old_source), NOTE_REFERENCE.findall(new_source)
    if old == new or len(old) != len(new):
        return translation
    numbers = dict(zip(old, new, strict=True))

    def number(found: re.Match[str]) -> str:
        before, after = found[1], numbers.get(found[1], found[1])
        moved = found[0].replace(f'"#note-{before}"', f'"#note-{after}"')
        return moved.replace(f">{before}</a>", f">{after}</a>")

    return NOTE_REFERENCE.sub(number, translation)
