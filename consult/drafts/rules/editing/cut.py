"""Inline markup cut in two and joined again, and where a text may be cut."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from consult.drafts.rules.blocks import NOTE_REFERENCE, block_text

_EMPTY = re.compile(r"<(a|code|em|strong|sub|sup)(?: [^>]*)?></\1>")
_SENTENCE_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)\]]*\s+|[。！？]+[”’」』）]*|\n+")

UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
)
"""Characters of scripts that write no space between words."""


def cut(html: str, at: int) -> tuple[str, str]:
    """Return the markup before and after code point `at` of its text.

    An element that is open there is closed in the first part and opened again in the second.
    The number of a footnote reference is not cut: the cut goes after it.
    """
    cutter = _Cutter(_after_reference(html, at))
    cutter.feed(html)
    cutter.close()
    return _without_empty(cutter.parts[0]), _without_empty(cutter.parts[1])


def join(first: str, second: str) -> str:
    """Return two pieces of markup as one, with a space where their scripts write one."""
    before, after = block_text(first)[-1:], block_text(second)[:1]
    if not before or not after or (UNSPACED.match(before) and UNSPACED.match(after)):
        return first + second
    return f"{first} {second}"


def sentence_starts(text: str) -> list[int]:
    """Return where sentences begin after the first, as code points of the text."""
    ends = (match.end() for match in _SENTENCE_END.finditer(text))
    return [end for end in ends if text[:end].strip() and text[end:].strip()]


def _after_reference(html: str, at: int) -> int:
    for match in NOTE_REFERENCE.finditer(html):
        start = len(block_text(html[: match.start()]))
        end = start + len(match.group(1))
        if start < at < end:
            return end
    return at


def _without_empty(html: str) -> str:
    emptied = _EMPTY.sub("", html)
    return html if emptied == html else _without_empty(emptied)


class _Cutter(HTMLParser):
    """Writes the markup anew into two parts; the text before `at` goes into the first."""

    def __init__(self, at: int) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = ["", ""]
        self._left = at
        self._part = 0
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._turn()
        written = self.get_starttag_text() or ""
        self.parts[self._part] += written
        if tag != "br":
            self._open.append((tag, written))

    def handle_endtag(self, tag: str) -> None:
        self.parts[self._part] += f"</{tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._part == 0:
            before, data = data[: self._left], data[self._left :]
            self._left -= len(before)
            self.parts[0] += escape(before, quote=False)
            if not data:
                return
            self._turn()
        self.parts[1] += escape(data, quote=False)

    def _turn(self) -> None:
        if self._part or self._left:
            return
        self._part = 1
        self.parts[0] += "".join(f"</{tag}>" for tag, _written in reversed(self._open))
        self.parts[1] += "".join(written for _tag, written in self._open)
