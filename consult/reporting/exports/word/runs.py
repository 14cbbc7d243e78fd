"""Paragraphs and their runs: looks, links, notes, language and direction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from consult.core.languages import direction
from consult.drafts.rules.word.spans import allowed_address
from consult.reporting.exports.word.parts import element, say
from consult.reporting.rules.pieces import Piece

EAST_ASIAN: Final = frozenset({"zh", "ja", "ko"})


def word_language(language: str) -> str:
    """The language's tag as Word knows it: `zh-Hans` is `zh-CN` to it (MS-LCID)."""
    return {"zh-hans": "zh-CN", "zh-hant": "zh-TW"}.get(language, language)


def language_mark(language: str) -> Any:
    """The `w:lang` that names a language for the script it is written in."""
    tag = word_language(language)
    if direction(language) == "rtl":
        return element("lang", bidi=tag)
    if language.partition("-")[0] in EAST_ASIAN:
        return element("lang", tag, eastAsia=tag)
    return element("lang", tag)


class RunWriter:
    """Writes runs for one document; `part` takes the addresses that its links lead to."""

    def __init__(self, part: Any, language: str) -> None:
        self._part = part
        self._language = language

    def write(self, paragraph: Any, pieces: Iterable[Piece], language: str) -> list[Any]:
        """Add the pieces to a paragraph's element; return their run elements in order."""
        runs = []
        link: tuple[str, Any] = ("", None)
        for piece in pieces:
            run = self._run(piece, language)
            if not piece.href:
                paragraph.append(run)
            elif piece.href == link[0]:
                link[1].append(run)
            else:
                holder = self._link(piece.href)
                holder.append(run)
                paragraph.append(holder)
                link = (piece.href, holder)
            if not piece.href:
                link = ("", None)
            runs.append(run)
        return runs

    def _link(self, href: str) -> Any:
        """A hyperlink; an address that nobody may be sent to leaves its words alone."""
        holder = element("hyperlink")
        if allowed_address(href) is not None:
            target = self._part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            holder.set(qn("r:id"), target)
        return holder

    def _run(self, piece: Piece, language: str) -> Any:
        run, properties = element("r"), element("rPr")
        for wanted, mark in (
            (bool(piece.code), element("rFonts", ascii="Courier New", hAnsi="Courier New")),
            (piece.strong, element("b")),
            (piece.strong, element("bCs")),
            (piece.em, element("i")),
            (piece.em, element("iCs")),
            (bool(piece.href), element("color", "0563C1")),
            (bool(piece.href), element("u", "single")),
            (bool(piece.vertical), _vertical(piece.vertical)),
            (direction(language) == "rtl", element("rtl")),
            (language != self._language, language_mark(language)),
        ):
            if wanted:
                properties.append(mark)
        if len(properties):
            run.append(properties)
        if piece.note:
            run.append(element("footnoteReference", id=piece.note))
        else:
            say(run, piece.text)
        return run


def _vertical(name: str) -> Any:
    return element("vertAlign", {"sub": "subscript"}.get(name, "superscript"))


def paragraph_element(style: str, language: str, *, rtl: bool = False) -> Any:
    """An empty paragraph in a style, set from right to left where its language is."""
    paragraph, properties = element("p"), element("pPr")
    if style:
        properties.append(element("pStyle", style))
    if rtl or direction(language) == "rtl":
        properties.append(element("bidi"))
    paragraph.append(properties)
    return paragraph
