"""Elements and parts that python-docx does not write by itself."""

from __future__ import annotations

import re
from typing import Any, Final

from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (2.2), so that no text can break the file."""


def element(name: str, value: str | None = None, **attributes: str) -> Any:
    """A WordprocessingML element; `value` is its `w:val`, other attributes go by their names."""
    made: Any = OxmlElement(f"w:{name}")
    if value is not None:
        made.set(qn("w:val"), value)
    for key, said in attributes.items():
        made.set(qn(f"w:{key}"), said)
    return made


def fit(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def say(run: Any, text: str) -> None:
    """Put text into a run's element; line ends and tabs become Word's own."""
    for piece in re.split("([\n\t])", fit(text)):
        if piece == "\n":
            run.append(element("br"))
        elif piece == "\t":
            run.append(element("tab"))
        elif piece:
            words = element("t")
            words.text = piece
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)


def add_part(document: Any, kind: str, root: Any, relation: str = "") -> Any:
    """Add a part such as `footnotes`, to which the main part refers; return it."""
    main = document.part
    part = XmlPart(PackURI(f"/word/{kind}.xml"), f"{_TYPES}.{kind}+xml", root, main.package)
    main.relate_to(part, relation or f"{OFFICE}/{kind}")
    return part
