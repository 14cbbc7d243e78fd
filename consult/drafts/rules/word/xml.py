"""XML of a stranger: parsed without entities, network or document type, and the names used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Protocol, cast, overload
from xml.parsers import expat

from lxml import etree

from consult.drafts.rules.upload import FileBroken, FileUnsafe


class Element(Protocol):
    """What is used of an lxml element, which comes without types of its own.

    Comments and processing instructions are removed, so every tag is a string.
    """

    tag: str
    text: str | None
    attrib: Any

    def __iter__(self) -> Iterator[Element]: ...
    def __reversed__(self) -> Iterator[Element]: ...

    @overload
    def get(self, key: str, /) -> str | None: ...

    @overload
    def get(self, key: str, default: str, /) -> str: ...

    def get(self, key: str, default: str | None = None, /) -> str | None:
        """The attribute, or the default where it is missing."""

    def find(self, path: str, /) -> Element | None:
        """The first child, or descendant by a path, with this name."""

    def findtext(self, path: str, /) -> str | None:
        """The text of what `find` finds."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """The element and its descendants with these names, in document order."""

    def iterchildren(self, *tags: str) -> Iterator[Element]:
        """The children with these names."""


W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A_NS: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP_NS: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC_NS: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V_NS: Final = "urn:schemas-microsoft-com:vml"
O_NS: Final = "urn:schemas-microsoft-com:office:office"
XML_NS: Final = "http://www.w3.org/XML/1998/namespace"

STRICT: Final = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W_NS,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R_NS,
    "http://purl.oclc.org/ooxml/officeDocument/math": M_NS,
    "http://purl.oclc.org/ooxml/drawingml/main": A_NS,
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP_NS,
}
"""The namespaces of a file saved as “Strict Open XML” and those that every other file uses."""

PROLOG_CHUNK: Final = 4096


class _RootReached(Exception):
    """The root element began, so no document type can follow."""


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W_NS}}}{name}"


VAL: Final = w("val")


def parse_xml(data: bytes) -> Element:
    """The root element, in the transitional namespaces, without comments and instructions.

    Raises FileUnsafe at a document type declaration, which Office Open XML forbids (ECMA-376
    part 2, 8.1.4) and which entity attacks need, before a single entity is declared, and
    FileBroken where the bytes are not well-formed XML.
    """
    _refuse_document_type(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FileBroken from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileUnsafe
    _leave_strict(root)
    return cast(Element, root)


def _refuse_document_type(data: bytes) -> None:
    def refuse(*_: object) -> None:
        raise FileUnsafe

    def stop(*_: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        for start in range(0, len(data), PROLOG_CHUNK):
            parser.Parse(data[start : start + PROLOG_CHUNK], False)
    except _RootReached:
        return
    except (expat.ExpatError, ValueError) as error:
        raise FileBroken from error
    raise FileBroken


def _leave_strict(root: Element) -> None:
    if etree.QName(root).namespace not in STRICT:
        return
    for element in root.iter():
        element.tag = _transitional(str(element.tag))
        for name in list(element.attrib):
            if (better := _transitional(str(name))) != name:
                element.attrib[better] = element.attrib.pop(name)


def _transitional(name: str) -> str:
    namespace, brace, local = name[1:].partition("}")
    if not brace or namespace not in STRICT:
        return name
    return f"{{{STRICT[namespace]}}}{local}"


def value(parent: Element | None, name: str) -> str | None:
    """The `w:val` of the child with this name; None without a child, "" without a value."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(VAL, "")


def number(parent: Element | None, name: str) -> int | None:
    """The whole number in the child's `w:val`; None where there is none that can be read."""
    return to_int(value(parent, name))


def to_int(text: str | None) -> int | None:
    """A whole number of at most nine digits, or None: longer ones are no document's own."""
    if text is None or len(text) > 10:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def toggle(parent: Element | None, name: str) -> bool | None:
    """An on/off property (ECMA-376 part 1, 17.17.4): present without a value means on."""
    text = value(parent, name)
    return None if text is None else text not in {"0", "false", "off", "none"}


def branch(alternate: Element) -> Element | None:
    """The one branch of an AlternateContent to read: the first choice, else the fallback.

    The branches show the same thing for newer and older readers, so reading both would double
    the text. Every choice that Word writes is a drawing, of which only text is wanted.
    """
    chosen = alternate.find(f"{{{MC_NS}}}Choice")
    return alternate.find(f"{{{MC_NS}}}Fallback") if chosen is None else chosen
