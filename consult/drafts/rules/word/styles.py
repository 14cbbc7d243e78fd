"""Styles: what a paragraph or run inherits, resolved through `basedOn`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from consult.drafts.rules.word.xml import Element, number, toggle, value, w

MAX_HEADING = 6
"""HTML has six heading levels; Word's seventh to ninth become the sixth."""

BODY_OUTLINE = 9
"""The outline level that means body text (ECMA-376 part 1, 17.3.1.20)."""

_HEADING = re.compile(
    r"(?:heading|header|überschrift|berschrift|titre|título|titulo|ttulo|titolo|заголовок|"
    r"标题|標題|見出し|제목|عنوان|სათაური|kop|rubrik|rubrikk|overskrift|nagłówek|nadpis|"
    r"otsikko|başlık|balk)\s*([1-9])"
)
"""Names in the language of the program that wrote them; Word itself writes “heading 1”."""

_CODE = {"html code", "html preformatted", "source text", "source_20_text", "code", "code char"}
_CAPTION = {"caption", "beschriftung", "légende", "题注", "題注", "figure", "table caption"}
_CONTENTS = re.compile(r"(?:toc|contents) ?[1-9]")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a style says, its ancestors included; None where none of them says anything.

    `outline` counts from 0. Bold and italic matter for character styles only: a paragraph
    style's weight is how the block looks, not a stress on words.
    """

    outline: int | None = None
    title: bool = False
    caption: bool = False
    contents: bool = False
    code: bool = False
    num_id: int | None = None
    num_level: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    vanish: bool | None = None
    vertical: str | None = None
    font: str | None = None
    bidi: bool | None = None

    def saying(self, said: Mapping[str, object]) -> Traits:
        """The same traits, with those named here said anew."""
        return replace(self, **cast(Any, said))


PLAIN = Traits()


class StyleSheet:
    """Traits by style id. A missing style is judged by its id; a circle of styles is cut."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Traits] = {}
        self.default_paragraph: str | None = None
        for element in () if root is None else root.iterchildren(w("style")):
            style_id = element.get(w("styleId"), "")
            self._elements.setdefault(style_id, element)
            is_default = element.get(w("default")) in {"1", "true", "on"}
            if is_default and element.get(w("type")) == "paragraph":
                self.default_paragraph = style_id

    def traits(self, style_id: str | None) -> Traits:
        """What the style says; PLAIN for None."""
        if style_id is None:
            return PLAIN
        if style_id not in self._resolved:
            self._resolve(style_id)
        return self._resolved[style_id]

    def heads_first_row(self, style_id: str | None) -> bool:
        """Whether a table of this style looks different in its first row."""
        seen: set[str] = set()
        while style_id is not None and style_id not in seen:
            seen.add(style_id)
            style = self._elements.get(style_id)
            parts = () if style is None else style.iterchildren(w("tblStylePr"))
            if any(part.get(w("type")) == "firstRow" for part in parts):
                return True
            style_id = value(style, "basedOn")
        return False

    def _resolve(self, style_id: str) -> None:
        chain: dict[str, None] = {}
        current: str | None = style_id
        while current is not None and current not in self._resolved and current not in chain:
            chain[current] = None
            element = self._elements.get(current)
            current = None if element is None else value(element, "basedOn")
        inherited = PLAIN if current is None else self._resolved.get(current, PLAIN)
        for name in reversed(chain):
            inherited = _derive(inherited, self._elements.get(name), name)
            self._resolved[name] = inherited


def _derive(base: Traits, style: Element | None, style_id: str) -> Traits:
    name = (value(style, "name") or style_id).strip().casefold()
    own = _from_properties(style)
    own = {trait: said for trait, said in own.items() if said is not None}
    if "outline" not in own and (match := _HEADING.fullmatch(name)):
        own["outline"] = int(match.group(1)) - 1
    if name == "title":
        own["title"] = True
    elif name in _CAPTION:
        own["caption"] = True
    elif name in _CODE:
        own["code"] = True
    elif _CONTENTS.fullmatch(name):
        own["contents"] = True
    return base.saying(own)


def _from_properties(style: Element | None) -> dict[str, object]:
    if style is None:
        return {}
    paragraph, run = style.find(w("pPr")), style.find(w("rPr"))
    numbering = None if paragraph is None else paragraph.find(w("numPr"))
    return {
        "outline": number(paragraph, "outlineLvl"),
        "num_id": number(numbering, "numId"),
        "num_level": number(numbering, "ilvl"),
        "bidi": toggle(paragraph, "bidi"),
        **run_properties(run),
    }


def run_properties(run: Element | None) -> dict[str, object]:
    """What the properties of a run say about it, None where they say nothing."""
    if run is None:
        return {}
    fonts = run.find(w("rFonts"))
    struck = toggle(run, "strike"), toggle(run, "dstrike")
    return {
        "bold": toggle(run, "b"),
        "italic": toggle(run, "i"),
        "strike": None if struck == (None, None) else any(struck),
        "vanish": toggle(run, "vanish"),
        "vertical": value(run, "vertAlign"),
        "font": None if fonts is None else fonts.get(w("ascii")),
    }


def heading_level(outline: int | None) -> int:
    """1–6 for an outline level that is a heading's, 0 for body text."""
    if outline is None or not 0 <= outline < BODY_OUTLINE:
        return 0
    return min(outline + 1, MAX_HEADING)
