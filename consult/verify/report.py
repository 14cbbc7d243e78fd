"""What a verification found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

_HIDING = {"Cc", "Zl", "Zp"}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(line: str) -> str:
    """Return a line of which no character moves a cursor, begins a line, or turns the reading.

    Titles and names come from the file: they must not be able to write over what is said of them.
    """
    return "".join(
        f"\\u{ord(each):04x}" if each in _TURNING or unicodedata.category(each) in _HIDING else each
        for each in line
    )


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong: the entry it concerns (-1 for none), its name, and what it is."""

    index: int
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def at_entry(index: int, event: str, what: str) -> Finding:
    """Return a finding about one entry, named by its index and event."""
    return Finding(index, f"entry {index} ({event})", what)


def at(where: str, what: str) -> Finding:
    """Return a finding about something that is no entry, such as the head."""
    return Finding(-1, where, what)


@dataclass
class Report:
    """All findings, and what may be said if there are none.

    `notes` are facts that an auditor should know and that are not wrong.
    """

    findings: list[Finding] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def valid(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.findings

    def add(self, findings: Iterable[Finding]) -> None:
        """Take in findings, each once, in the order of the entries."""
        self.findings = sorted({*self.findings, *findings})

    def lines(self) -> list[str]:
        """Return the report as plain lines of text; the first word is the verdict."""
        return [plain(line) for line in self._lines()]

    def _lines(self) -> list[str]:
        notes = [f"note: {note}" for note in self.notes]
        if self.valid:
            return ["valid", *self.summary, *notes]
        count = len(self.findings)
        return [
            f"NOT VALID: {count} finding{'s' if count != 1 else ''}",
            *map(str, self.findings),
            *notes,
        ]
