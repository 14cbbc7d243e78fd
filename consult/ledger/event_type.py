"""What an event of the ledger declares, and how it is held against a leaf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from consult.ledger.errors import LedgerError
from consult.ledger.shape import Digest, Record, Shape


class EventRefused(LedgerError):
    """An event is not in the list, or its fields are not those that the list declares."""


@dataclass(frozen=True)
class EventType:
    """One versioned event: its open fields and its committed fields, with their shapes."""

    name: str
    open: Record
    committed: Mapping[str, Shape] = field(default_factory=dict)
    optional_committed: frozenset[str] = frozenset()

    @cached_property
    def _digests(self) -> Record:
        return Record(dict.fromkeys(self.committed, Digest()), self.optional_committed)

    def problem(self, data: Any, committed: Any) -> str | None:
        """Return what is wrong with the open data and the commitments of a leaf, or None."""
        return self.open.problem(data, "data") or self._digests.problem(committed, "committed")

    def value_problem(self, name: str, value: Any) -> str | None:
        """Return what is wrong with the value that stands behind a committed field, or None."""
        if name not in self.committed:
            return f"{name} is no committed field of {self.name}"
        return self.committed[name].problem(value, name)

    def require(self, data: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Refuse open data or values to commit to that differ from what is declared.

        Raises EventRefused with the first field that is undeclared, missing or of another shape.
        """
        committed = Record(self.committed, self.optional_committed)
        trouble = self.open.problem(dict(data), "data") or committed.problem(
            dict(values), "committed"
        )
        if trouble:
            raise EventRefused(f"{self.name}: {trouble}")


def event(
    name: str,
    fields: Mapping[str, Shape],
    committed: Mapping[str, Shape] | None = None,
    optional: frozenset[str] = frozenset(),
    optional_committed: frozenset[str] = frozenset(),
) -> EventType:
    """Return the declaration of an event with these open and committed fields."""
    return EventType(name, Record(fields, optional), committed or {}, optional_committed)
