"""One line again and again inside a text, or one sign held down."""

from __future__ import annotations

import re
from typing import Final

from consult.core.errors import N_
from moderation.rules.signals.finding import Detector, Finding, Submitted, spanned

_LINE: Final = re.compile(r"[^\n]+")
_HELD: Final = re.compile(r"([^\s\-_=.*~#|])\1{19,}")
_FEWEST: Final = 4
_SHORTEST: Final = 8


def _look(submitted: Submitted) -> Finding | None:
    spans = [match.span() for match in _HELD.finditer(submitted.text)]
    lines: dict[str, list[tuple[int, int]]] = {}
    for match in _LINE.finditer(submitted.text):
        line = " ".join(match.group().casefold().split())
        if len(line) >= _SHORTEST:
            lines.setdefault(line, []).append(match.span())
    again = [span for places in lines.values() if len(places) >= _FEWEST for span in places[1:]]
    spans = sorted([*spans, *again])
    return Finding(30, {"count": len(spans)}, spanned(spans)) if spans else None


REPEATED_LINES: Final = Detector(
    "repeated_lines", 1, N_("The text repeats itself. Times: %(count)s."), _look
)
