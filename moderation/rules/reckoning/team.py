"""What the team reads about itself: how long it takes, and what appeals overturn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from moderation.rules.reckoning.cell import Cell, Series
from moderation.rules.reckoning.percentile import percentile
from moderation.rules.states import Verdict

WEEKS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Pace:
    """How many texts got their first decision in a week, and within how many hours.

    `language` is empty for the texts of all languages together.
    """

    week: str
    language: str
    decided: int
    median: int | None
    late: int | None


@dataclass(frozen=True, slots=True)
class Settled:
    """How many appeals were lodged and answered, and of how many answers the text's fate turned."""

    lodged: int
    upheld: int
    overturned: int

    @property
    def waiting(self) -> int:
        """Return how many appeals wait for their answer."""
        return self.lodged - self.upheld - self.overturned

    @property
    def share(self) -> int | None:
        """Return the share overturned among the answered in whole per cent, halves upwards."""
        answered = self.upheld + self.overturned
        return (200 * self.overturned + answered) // (2 * answered) if answered else None


def paces(counts: Mapping[Cell, int]) -> list[Pace]:
    """Return the paces of the latest `WEEKS_SHOWN` weeks with decisions, the newest first.

    Each week begins with all its languages together, where there is more than one.
    """
    hours: dict[tuple[str, str], Counter[int]] = {}
    for cell, count in counts.items():
        if cell.series is Series.FIRST_DECISION:
            hours.setdefault((cell.week, cell.language), Counter())[cell.hours] += count
    weeks = sorted({week for week, _ in hours}, reverse=True)[:WEEKS_SHOWN]
    found = []
    for week in weeks:
        languages = sorted(language for at, language in hours if at == week)
        if len(languages) > 1:
            together: Counter[int] = Counter()
            for language in languages:
                together.update(hours[week, language])
            found.append(_pace(week, "", together))
        found += [_pace(week, language, hours[week, language]) for language in languages]
    return found


def settled(counts: Mapping[Cell, int]) -> Settled:
    """Return what became of all appeals."""
    lodged = sum(count for cell, count in counts.items() if cell.series is Series.APPEAL)
    answers: Counter[str] = Counter()
    for cell, count in counts.items():
        if cell.series is Series.APPEAL_ANSWER:
            answers[cell.outcome] += count
    return Settled(lodged, answers[Verdict.UPHOLD], answers[Verdict.OVERTURN])


def reports_waiting(counts: Mapping[Cell, int]) -> int:
    """Return how many reports wait for their answer."""
    sign = {Series.REPORT: 1, Series.REPORT_ANSWER: -1}
    return sum(sign.get(cell.series, 0) * count for cell, count in counts.items())


def work_since(counts: Mapping[Cell, int], week: str) -> dict[str, int]:
    """Return how many decisions each person made from the week of this Monday on."""
    made: Counter[str] = Counter()
    for cell, count in counts.items():
        if cell.series is Series.WORK and cell.week >= week:
            made[cell.person] += count
    return dict(made)


def _pace(week: str, language: str, hours: Counter[int]) -> Pace:
    return Pace(week, language, sum(hours.values()), percentile(hours, 50), percentile(hours, 95))
