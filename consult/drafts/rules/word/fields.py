"""Complex fields: instruction, result, and nesting, across the runs of a story."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINK = re.compile(r'^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\]\S*))(.*)$', re.IGNORECASE | re.DOTALL)
MAX_INSTRUCTION = 4_096
MAX_DEPTH = 64


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False


class FieldStack:
    """The fields that are open at one point of a story."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._too_deep = 0

    def mark(self, kind: str) -> None:
        """Follow a `w:fldChar` of this type: begin, separate or end. Strays are ignored."""
        if kind == "begin":
            if len(self._open) < MAX_DEPTH:
                self._open.append(_Field())
            else:
                self._too_deep += 1
        elif kind == "end" and self._too_deep:
            self._too_deep -= 1
        elif kind == "end" and self._open:
            self._open.pop()
        elif kind == "separate" and self._open and not self._too_deep:
            self._open[-1].in_result = True

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and not self._open[-1].in_result:
            kept = self._open[-1].instruction + text
            self._open[-1].instruction = kept[:MAX_INSTRUCTION]

    @property
    def instruction(self) -> str:
        """The instruction of the innermost field, or ""."""
        return self._open[-1].instruction if self._open else ""

    @property
    def hides(self) -> bool:
        """Whether text at this point is part of an instruction, which no reader sees."""
        return any(not entry.in_result for entry in self._open)

    @property
    def address(self) -> str:
        """Where the innermost open link field leads, or ""."""
        for entry in reversed(self._open):
            if entry.in_result and (target := link_target(entry.instruction)):
                return target
        return ""

    def end_paragraph(self) -> bool:
        """Close fields whose instruction is still open, and say whether there were any.

        A field that begins and is never separated would otherwise swallow the rest of the
        document; this way it costs one paragraph, and the editor is told.
        """
        kept = [entry for entry in self._open if entry.in_result]
        unfinished = len(kept) < len(self._open)
        self._open = kept
        self._too_deep = 0
        return unfinished


def link_target(instruction: str) -> str:
    """The outer address of a HYPERLINK instruction; "" for other fields and inner links."""
    match = _LINK.match(instruction)
    if match is None:
        return ""
    return match.group(1) if match.group(1) is not None else match.group(2)
