"""What the markup of a clipboard says: styles, looks, and the marks that Word leaves in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from consult.drafts.rules.word.spans import Look
from consult.drafts.rules.word.styles import MAX_HEADING


class Node(Protocol):
    """What is used of an lxml element; comments and instructions are removed while parsing."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Node]: ...

    def get(self, key: str, /) -> str | None:
        """The attribute, or None where it is missing."""

    def iter(self, *tags: str) -> Iterator[Node]:
        """The element and its descendants with these names, in document order."""

    def itertext(self) -> Iterator[str]:
        """Its text nodes and those of its descendants."""


_STRONG, _EM = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}
_CODE = {"code", "kbd", "samp", "tt", "pre"}
_HEADING_CLASS = re.compile(r"\bMsoHeading([1-9])\b", re.IGNORECASE)
_CONTENTS_CLASS = re.compile(r"\bMsoTo[cf]", re.IGNORECASE)
_MSO_LIST = re.compile(r"^(\S+)\s+level([1-9])")
BOLD_FROM = 600


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where Word says that a paragraph stands in a list."""

    list_id: str
    level: int


def attribute(element: Node, name: str) -> str:
    """The attribute, "" where it is missing."""
    return element.get(name) or ""


def declarations(element: Node) -> dict[str, str]:
    """The declarations of the element's own style, names and values in lower case.

    A page with a strict security policy has to send them as `data-style`.
    """
    said = {}
    style = attribute(element, "style") or attribute(element, "data-style")
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            said[name.strip().lower()] = value.strip().lower()
    return said


def look_of(element: Node, css: dict[str, str], around: Look) -> Look:
    """The look of words in an inline element: what it is, then what its style says of it."""
    tag = element.tag
    look = replace(
        around,
        strong=around.strong or tag in _STRONG,
        em=around.em or tag in _EM,
        code=around.code or tag in _CODE,
        vertical=tag if tag in {"sub", "sup"} else around.vertical,
    )
    weight, slant = css.get("font-weight", ""), css.get("font-style", "")
    if weight.isdigit() or weight in {"normal", "bold", "bolder"}:
        heavy = weight.isdigit() and len(weight) < 5 and int(weight) >= BOLD_FROM
        look = replace(look, strong=heavy or weight.startswith("bold"))
    if slant:
        look = replace(look, em=slant in {"italic", "oblique"})
    vertical = {"super": "sup", "sub": "sub", "baseline": ""}.get(css.get("vertical-align", ""))
    return look if vertical is None else replace(look, vertical=vertical)


def is_hidden(css: dict[str, str]) -> bool:
    """Whether the style keeps the element out of sight."""
    return (
        css.get("display") == "none"
        or css.get("visibility") == "hidden"
        or css.get("mso-hide") == "all"
    )


def is_struck(element: Node, css: dict[str, str]) -> bool:
    """Whether the element's words are struck through."""
    lines = css.get("text-decoration", "") + css.get("text-decoration-line", "")
    return element.tag in {"s", "strike"} or "line-through" in lines


def heading_level(element: Node, css: dict[str, str]) -> int:
    """1–6 for a heading by element, role, class or Word's outline level, else 0."""
    tag = element.tag
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if attribute(element, "role") == "heading":
        return _level(attribute(element, "aria-level")) or 2
    found = _HEADING_CLASS.search(attribute(element, "class"))
    if found:
        return min(int(found.group(1)), MAX_HEADING)
    return _level(css.get("mso-outline-level", "")) if tag == "p" else 0


def is_title(element: Node) -> bool:
    """Whether Word calls the paragraph the document's title."""
    return "MsoTitle" in attribute(element, "class").split()


def is_caption(element: Node) -> bool:
    """Whether the element is the caption of something."""
    return (
        element.tag in {"caption", "figcaption"}
        or "MsoCaption" in attribute(element, "class").split()
    )


def is_contents(element: Node) -> bool:
    """Whether the paragraph belongs to a table of contents."""
    return bool(_CONTENTS_CLASS.search(attribute(element, "class")))


def list_place(css: dict[str, str]) -> ListPlace | None:
    """The list and level of one of Word's list paragraphs, None for other paragraphs."""
    found = _MSO_LIST.match(css.get("mso-list", ""))
    return None if found is None else ListPlace(found.group(1), int(found.group(2)))


def _level(text: str) -> int:
    return min(int(text), MAX_HEADING) if text in set("123456789") else 0
