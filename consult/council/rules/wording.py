"""What a text says, apart from the number of the version in which it stands; and how two differ.

The hash of a rendering covers its version's number, so that two versions never share one. Whether
a new version changes what it says is asked of everything else in that document: its blocks, with
their markup, their order and their marks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from difflib import unified_diff
from enum import StrEnum
from html import unescape
from typing import Any

from consult.ledger.canonical import canonical_bytes

_TAG = re.compile(r"<[^>]*>")
# What `_line` puts before the words.
_KIND = re.compile(r"^[a-z_]*: ")


class CorrectionKind(StrEnum):
    """What a new version may do to a text that the council votes on, or has adopted.

    A CORRIGENDUM corrects a translation and leaves the authentic text alone. A TYPOGRAPHICAL
    correction of the authentic text needs an editorial mandate that the council has adopted.
    """

    CORRIGENDUM = "corrigendum"
    TYPOGRAPHICAL = "typographical"


def same_wording(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether two rendering documents say the same, whatever their versions' numbers."""
    return wording_sha256(old) == wording_sha256(new)


def wording_sha256(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a rendering document's canonical form without its `number`."""
    wording = {name: value for name, value in document.items() if name != "number"}
    return hashlib.sha256(canonical_bytes(wording)).hexdigest()


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Return how two rendering documents differ, as a unified diff with one line for each block.

    A line is the block's kind and its markup, or, where these are all alike, the whole block as
    canonical JSON: then a key, a mark or an attribute differs.
    """
    return _difference(old, new, _line) or _difference(old, new, _whole)


def _difference(
    old: Mapping[str, Any], new: Mapping[str, Any], line: Callable[[Mapping[str, Any]], str]
) -> str:
    before, after = ([line(block) for block in each["blocks"]] for each in (old, new))
    names = f"version {old['number']}", f"version {new['number']}"
    return "\n".join(unified_diff(before, after, *names, lineterm="", n=1))


def difference_sha256(text: str) -> str:
    """Return the SHA-256 by which the ledger names a difference: of its UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def readable(line: str) -> str:
    """Return a line of a difference for people: without markup, and without the block's kind."""
    return unescape(_TAG.sub("", _KIND.sub("", line, count=1)))


def _line(block: Mapping[str, Any]) -> str:
    return f"{block.get('kind', '')}: {block.get('html', '')}".replace("\n", " ")


def _whole(block: Mapping[str, Any]) -> str:
    return canonical_bytes(dict(block)).decode("utf-8")
