"""Plain text as people type it, made fit to be stored and compared."""

from __future__ import annotations

import unicodedata
from typing import Final

from consult.core.errors import TextRefused

ERASED: Final = "[erased]"
"""What stands where a text was that has been erased and a row must still say something. Signs and
English, since it is read in every language of the interface, and is in no catalogue."""

_KEPT_CONTROLS = {"\n", "\t"}


def storable(raw: str) -> str:
    """Return `raw` with line ends unified and without control characters, nothing else changed.

    Refuses NUL and lone surrogates with `TextRefused`, since no database keeps them as they are.
    Format characters such as joiners and direction marks stay: scripts need them.
    """
    for character in raw:
        if character == "\x00" or "\ud800" <= character <= "\udfff":
            raise TextRefused(character=f"U+{ord(character):04X}")
    unified = raw.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        character
        for character in unified
        if character in _KEPT_CONTROLS or unicodedata.category(character) != "Cc"
    )


def clean_text(raw: str) -> str:
    """Return plain text as it is stored and compared: `storable`, in NFC, and stripped."""
    return unicodedata.normalize("NFC", storable(raw)).strip()


def clean_line(raw: str) -> str:
    """Return `raw` as one line of clean text, its white space folded: for names and titles."""
    return " ".join(clean_text(raw).split())
