"""What the ledger says of measures against accounts: what was taken, and what became of it.

A measure is known by `M` and the index of the entry that took it, so that anybody can look it up;
the account is in no number and in no line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from consult.ledger.instant import parse_instant
from moderation.rules.measures import Act, Kind
from moderation.rules.reckoning.cell import Cell, Series
from moderation.rules.reckoning.listed import Listed, ListedKind
from moderation.rules.reckoning.percentile import hours_begun

TAKEN: Final = "measure.taken.v1"
APPEALED: Final = "measure.appealed.v1"
UPHELD: Final = "measure.upheld.v1"
ENDED: Final = "measure.ended.v1"
MEASURE_EVENTS: Final = frozenset({TAKEN, APPEALED, UPHELD, ENDED})

LIFTED: Final = "lifted"

_LISTED_AS: Final = {
    Kind.WARNING: ListedKind.WARNED,
    Kind.SLOWER: ListedKind.SLOWED,
    Kind.SUSPENSION: ListedKind.SUSPENDED,
}


@dataclass(slots=True)
class Said:
    """What one entry says: numbers to add, and lines of the public list."""

    cells: list[Cell] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)


@dataclass(slots=True)
class _Measure:
    """What is known of one measure so far."""

    number: str
    kind: str
    rule: str
    code_version: int
    appealed_at: datetime | None = None


class MeasureReader:
    """Reads the entries about measures in their order, each measure from its beginning."""

    def __init__(self) -> None:
        self._measures: dict[str, _Measure] = {}

    def read(self, leaf: Mapping[str, Any]) -> Said:
        """Return what one entry says; one about a measure whose beginning was not read, nothing."""
        name = leaf["data"]["measure"]
        if leaf["event"] == TAKEN:
            return self._taken(name, leaf)
        measure = self._measures.get(name)
        if measure is None:
            return Said()
        if leaf["event"] == APPEALED:
            measure.appealed_at = parse_instant(leaf["at"])
            return Said([Cell(Series.MEASURE_APPEAL, verdict=measure.kind)])
        if leaf["event"] == UPHELD:
            return Said(_answered(measure, Act.UPHOLD, leaf))
        return _ended(measure, leaf)

    def _taken(self, name: str, leaf: Mapping[str, Any]) -> Said:
        data = leaf["data"]
        measure = _Measure(f"M{leaf['index']}", data["kind"], data["rule"], data["code_version"])
        self._measures[name] = measure
        cell = Cell(
            Series.MEASURE,
            verdict=measure.kind,
            rule=measure.rule,
            code_version=measure.code_version,
        )
        return Said([cell], [_line(measure, _LISTED_AS[Kind(measure.kind)], leaf)])


def _ended(measure: _Measure, leaf: Mapping[str, Any]) -> Said:
    """Return what the end of a measure says; a waiting appeal ends with the measure."""
    if leaf["data"]["by"] == LIFTED:
        lifted = Cell(Series.MEASURE_LIFTED, verdict=measure.kind)
        answers = _answered(measure, LIFTED, leaf)
        return Said([lifted, *answers], [_line(measure, ListedKind.MEASURE_LIFTED, leaf)])
    overturned = _line(measure, ListedKind.MEASURE_OVERTURNED, leaf, source="appeal")
    return Said(_answered(measure, Act.OVERTURN, leaf), [overturned])


def _answered(measure: _Measure, outcome: str, leaf: Mapping[str, Any]) -> list[Cell]:
    if measure.appealed_at is None:
        return []
    hours = hours_begun(parse_instant(leaf["at"]) - measure.appealed_at)
    measure.appealed_at = None
    return [Cell(Series.MEASURE_ANSWER, verdict=measure.kind, outcome=outcome, hours=hours)]


def _line(
    measure: _Measure, kind: ListedKind, leaf: Mapping[str, Any], *, source: str = ""
) -> Listed:
    return Listed(
        entry=leaf["index"],
        kind=kind,
        number=measure.number,
        at=parse_instant(leaf["at"]),
        rule=measure.rule,
        code_version=measure.code_version,
        source=source,
    )
