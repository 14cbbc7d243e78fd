"""The words of a block as an editor types them, and back.

`**strong**`, `_emphasis_`, `~lowered~`, `^raised^`, `` `code` ``, `[text](address)`, `[^1]` for a
reference to footnote 1, a new line for a line break; `\\` before one of these characters means the
character itself. Each mark opens and closes, whatever stands beside it, so that unlike Markdown
every markup that a block may hold can be written, and comes back as it was. A mark inside itself
is written once.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from consult.drafts.rules.blocks import NOTE_REFERENCE, note_reference
from consult.drafts.rules.editing.refusals import LinkRefused

_TAGS = {"**": "strong", "_": "em", "~": "sub", "^": "sup", "`": "code"}
_MARK_OF = {tag: mark for mark, tag in _TAGS.items()}
_SPECIAL = re.compile(r"([\\*_~^`\[\]])")
_TOKEN = re.compile(
    r"\\(?P<plain>[\\*_~^`\[\]()])|\[\^(?P<note>[0-9]+)\]|(?P<mark>\*\*|[_~^`])|(?P<open>\[)"
    r"|\](?:\((?P<address>(?:[^()\s\\]|\\.)*)\))?|(?P<newline>\n)|(?P<text>[^\\*_~^`\[\]\n]+|.)",
    re.DOTALL,
)
_ESCAPED_IN_ADDRESS = re.compile(r"\\(.)")
_NOTE_ADDRESS = re.compile(r"#note-[0-9]+")
SCHEMES = frozenset({"http", "https", "mailto"})


def typed(html: str) -> str:
    """Return the markup of a block or a cell as an editor types it."""
    writer = _Writer()
    writer.feed(NOTE_REFERENCE.sub(r'<note label="\1">', html))
    writer.close()
    return "".join(writer.pieces)


def from_typed(source: str, notes: Collection[str]) -> str:
    """Return what an editor typed as inline markup.

    `notes` are the labels of the footnotes there are: a reference to another stays as it was
    typed, and so does a mark that is not closed. Refuses the address of a link that is none of
    http, https or mailto (`LinkRefused`).
    """
    reader = _Reader(frozenset(notes))
    for match in _TOKEN.finditer(source.replace("\r\n", "\n")):
        reader.read(match)
    return reader.html()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._addresses: list[str] = []
        self._open: list[str] = []
        self._broken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        match tag:
            case "note":
                self.pieces.append(f"[^{given['label']}]")
            case "br":
                self.pieces.append("\n")
            case "a":
                self.pieces.append("[")
                self._addresses.append(re.sub(r"([\\()])", r"\\\1", given.get("href") or ""))
            case _:
                self._open.append(tag)
                if self._open.count(tag) == 1:
                    self.pieces.append(_MARK_OF[tag])
        self._broken = tag == "br"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.pieces.append(f"]({self._addresses.pop()})")
        elif tag in _MARK_OF:
            self._open.remove(tag)
            if tag not in self._open:
                self.pieces.append(_MARK_OF[tag])

    def handle_data(self, data: str) -> None:
        if self._broken:
            data = data.removeprefix("\n")
            self._broken = False
        self.pieces.append(_SPECIAL.sub(r"\\\1", data.replace("\n", " ")))


class _Reader:
    """Turns what was typed into markup; what is opened and never closed stays a character."""

    def __init__(self, notes: frozenset[str]) -> None:
        self._notes = notes
        self._pieces: list[str] = []
        self._open: list[tuple[str, int]] = []

    def read(self, match: re.Match[str]) -> None:
        """Take the next piece of what was typed."""
        whole, kind = match.group(), match.lastgroup
        if kind == "plain":
            self._text(match["plain"])
        elif kind == "note":
            known = match["note"] in self._notes
            self._pieces.append(note_reference(match["note"]) if known else escape(whole))
        elif kind == "mark":
            self._mark(whole)
        elif kind == "open":
            self._begin("[")
        elif kind == "newline":
            self._pieces.append("<br>\n")
        elif kind == "text":
            self._text(whole)
        else:
            self._end_link(whole, match["address"])

    def html(self) -> str:
        """Return the markup of all that was read."""
        return "".join(self._pieces)

    def _text(self, text: str) -> None:
        self._pieces.append(escape(text, quote=False))

    def _begin(self, mark: str) -> None:
        self._open.append((mark, len(self._pieces)))
        self._pieces.append(mark)

    def _mark(self, mark: str) -> None:
        opened = [one for one, _at in self._open if one != "["]
        if mark not in opened:
            self._begin(mark)
        elif opened[-1] == mark:
            self._close(mark, f"<{_TAGS[mark]}>", f"</{_TAGS[mark]}>")
        else:
            self._text(mark)

    def _end_link(self, whole: str, typed_address: str | None) -> None:
        if typed_address is None or not any(mark == "[" for mark, _at in self._open):
            self._text(whole)
            return
        address = _ESCAPED_IN_ADDRESS.sub(r"\1", typed_address)
        self._close("[", f'<a href="{escape(_checked(address))}">', "</a>")

    def _close(self, mark: str, start: str, end: str) -> None:
        while self._open:
            one, at = self._open.pop()
            if one == mark:
                self._pieces[at] = start
                self._pieces.append(end)
                return


def _checked(address: str) -> str:
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        scheme = ""
    if scheme not in SCHEMES and not _NOTE_ADDRESS.fullmatch(address):
        raise LinkRefused(address=address)
    return address
