"""What a verification found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


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
        """Return the report as lines of text; the first word is the verdict."""
        notes = [f"note: {note}" for note in self.notes]
        if self.valid:
            return ["valid", *self.summary, *notes]
        count = len(self.findings)
        return [
            f"NOT VALID: {count} finding{'s' if count != 1 else ''}",
            *map(str, self.findings),
            *notes,
        ]
