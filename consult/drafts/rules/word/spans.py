"""Spans: words with one look, and the inline markup that is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit

from consult.drafts.rules.blocks import note_reference

BREAK: Final = "<br>\n"
"""The newline makes the break count in `textContent`; a browser shows nothing for it."""

MARGIN: Final = " \t\n\r\u00a0\u3000"
"""White space cut at both ends of a block: indents typed with spaces are looks, not text."""

MAX_ADDRESS: Final = 2_048
SCHEMES: Final = frozenset({"http", "https", "mailto"})

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\ufeff\ufffe\uffff]")
"""Control characters; soft hyphens and byte order marks, which nobody sees but a search trips
over."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a span looks, and where it leads."""

    strong: bool = False
    em: bool = False
    vertical: str = ""
    code: bool = False
    href: str = ""

    def leading(self, href: str) -> Look:
        """The same look, leading to this address."""
        return replace(self, href=href)


PLAIN_LOOK: Final = Look()


@dataclass(frozen=True, slots=True)
class Span:
    """Some text with one look; with `note`, a reference to the footnote of that label."""

    text: str
    look: Look = PLAIN_LOOK
    note: bool = False


def clean_text(text: str) -> str:
    """The text without characters that no reader sees and without line ends of the XML file."""
    flat = text.replace("\r", " ").replace("\n", " ").replace("\u2028", "\n")
    return _UNWANTED.sub("", flat.replace("\u2029", "\n"))


def allowed_address(target: str) -> str | None:
    """The address if it is one that a reader may be sent to: http, https or mailto, else None.

    Characters that browsers drop while they look for the scheme (WHATWG URL, 4.4: tab, newline,
    leading controls and spaces) make an address unacceptable instead of being dropped.
    """
    if not target or len(target) > MAX_ADDRESS:
        return None
    if any(ord(character) <= 0x20 or ord(character) == 0x7F for character in target):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not (parts.netloc or parts.scheme == "mailto"):
        return None
    return target


def trim(spans: Iterable[Span]) -> list[Span]:
    """The spans without white space at both ends, and without empty spans."""
    kept = [span for span in spans if span.text]
    while kept and not kept[0].note:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip(MARGIN))
        if kept[0].text:
            break
        kept.pop(0)
    while kept and not kept[-1].note:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(MARGIN))
        if kept[-1].text:
            break
        kept.pop()
    return kept


def plain_weight(spans: Sequence[Span]) -> list[Span]:
    """The spans without stress where every word is stressed: a heading's weight, not a stress."""
    words = [span for span in spans if not span.note and not span.text.isspace()]
    if not words or not all(span.look.strong for span in words):
        return list(spans)
    return [replace(span, look=replace(span.look, strong=False)) for span in spans]


def to_html(spans: Iterable[Span]) -> str:
    """Inline markup of the spans; neighbours of one look share their elements."""
    written = []
    for href, linked in groupby(spans, key=lambda span: "" if span.note else span.look.href):
        inner = "".join(
            _wrap([span.text for span in same], look, note)
            for (look, note), same in groupby(linked, key=lambda span: (span.look, span.note))
        )
        written.append(f'<a href="{escape(href)}">{inner}</a>' if href else inner)
    return "".join(written)


def _wrap(texts: list[str], look: Look, note: bool) -> str:
    if note:
        return "".join(note_reference(label) for label in texts)
    text = "".join(texts)
    html = escape(text, quote=False).replace("\n", BREAK)
    if text.isspace():
        return html
    for wanted, element in (
        (look.code, "code"),
        (bool(look.vertical), look.vertical),
        (look.em, "em"),
        (look.strong, "strong"),
    ):
        if wanted:
            html = f"<{element}>{html}</{element}>"
    return html
