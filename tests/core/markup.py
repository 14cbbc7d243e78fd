"""What sanitised markup may hold, checked on the tree that a parser makes of it."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

from lxml import html as lxml_html

VOID = {"br"}
RELATION = "nofollow ugc noopener noreferrer"


class Strict(HTMLParser):
    """Collects whatever stands outside the allow-list."""

    def __init__(self, tags: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.tags = tags
        self.wrong: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.wrong += faults(tag, dict(attrs), self.tags)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.wrong.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(("declaration", data))


def faults(tag: str, attributes: dict[str, str | None], allowed: frozenset[str]) -> list[object]:
    """Return what is wrong with one element."""
    wrong: list[object] = [] if tag in allowed else [("element", tag)]
    names = {"href", "rel"} if tag == "a" else set()
    wrong += [("attribute", tag, name) for name in attributes if name not in names]
    if tag == "a" and attributes.get("rel") != RELATION:
        wrong.append(("rel", attributes.get("rel")))
    # Browsers drop these characters before they read the scheme.
    address = "".join(c for c in attributes.get("href") or "" if c > " ")
    scheme = urlsplit(address.replace("[", "").replace("]", "")).scheme
    if scheme and scheme not in {"http", "https", "mailto"}:
        wrong.append(("scheme", address))
    return wrong


def outside_the_list(html: str, tags: frozenset[str]) -> list[object]:
    """Return what two parsers find in the markup that is not allow-listed."""
    strict = Strict(tags)
    strict.feed(html)
    strict.close()
    tree = lxml_html.fragment_fromstring(f"<div>{html}</div>") if html else None
    found = list(strict.wrong)
    if tree is not None:
        for element in tree.iterdescendants():
            tag = element.tag if isinstance(element.tag, str) else "comment"
            found += faults(tag, dict(element.attrib), tags)
    return found


def text_of(html: str) -> str:
    """Return the text that a reader sees."""
    return str(lxml_html.fragment_fromstring(f"<div>{html}</div>").text_content())
