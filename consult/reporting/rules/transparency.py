"""The tables of a review's transparency page, summed up from the numbers that are kept.

What is counted are decisions, measures, reports and appeals, which are acts and nobody's personal
traits, so no number is withheld, however small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from moderation.rules.measures import Kind
from moderation.rules.reckoning import LIFTED, Cell, ListedKind, Series, percentile
from moderation.rules.reckoning.reckoner import FOLLOWED, LEFT, MUTED
from moderation.rules.states import Verdict

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Appealed:
    """What became of the appeals of authors or of reporters; hours are those begun."""

    party: str
    lodged: int
    upheld: int
    overturned: int
    median_hours: int | None

    @property
    def waiting(self) -> int:
        """Return how many wait for their answer."""
        return self.lodged - self.upheld - self.overturned


@dataclass(frozen=True, slots=True)
class Reported:
    """What became of the reports under one rule; muted ones are of what was cleared before."""

    rule: str
    code_version: int
    filed: int
    followed: int
    left: int
    muted: int

    @property
    def place(self) -> tuple[str, int]:
        """Return where the rule stands: its code and the version."""
        return self.rule, self.code_version

    @property
    def waiting(self) -> int:
        """Return how many wait for their answer."""
        return self.filed - self.followed - self.left - self.muted


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of the measures of one kind against accounts.

    `closed` are appeals whose measure was lifted before they were answered.
    """

    kind: str
    taken: int
    lifted: int
    appealed: int
    upheld: int
    overturned: int
    closed: int
    median_hours: int | None

    @property
    def waiting(self) -> int:
        """Return how many appeals wait for their answer."""
        return self.appealed - self.upheld - self.overturned - self.closed


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of the page; rows in the order in which they are shown."""

    submissions: int
    languages: list[tuple[str, int]]
    decisions: int
    verdicts: list[tuple[str, int]]
    rules: list[tuple[tuple[str, int], int]]
    sources: list[tuple[str, int]]
    automation: list[tuple[tuple[str, str], int]]
    first_decisions: int
    median_hours: int | None
    appeals: list[Appealed]
    reports: list[Reported]
    measures: list[Measured]
    measure_rules: list[tuple[str, tuple[str, int], int]]
    listed: list[tuple[ListedKind, int]]


def tables(counts: Mapping[Cell, int]) -> Tables:
    """Sum the numbers up."""
    decisions = _of(counts, Series.DECISION)
    languages = _by(_of(counts, Series.SUBMISSION), lambda cell: cell.language)
    listed = _by(_of(counts, Series.LISTED), lambda cell: ListedKind(cell.outcome))
    rules = _by(
        {cell: count for cell, count in decisions.items() if cell.rule},
        lambda cell: (cell.rule, cell.code_version),
    )
    first = _of(counts, Series.FIRST_DECISION)
    return Tables(
        submissions=sum(languages.values()),
        languages=sorted(languages.items(), key=lambda row: (-row[1], row[0])),
        decisions=sum(decisions.values()),
        verdicts=_in_order(_by(decisions, lambda cell: cell.verdict), list(Verdict)),
        rules=sorted(rules.items()),
        sources=sorted(_by(decisions, lambda cell: cell.source).items()),
        automation=sorted(_by(decisions, lambda cell: (cell.detection, cell.automation)).items()),
        first_decisions=sum(first.values()),
        median_hours=percentile(_by(first, lambda cell: cell.hours), 50),
        appeals=_appeals(counts),
        reports=_reports(counts),
        measures=_measures(counts),
        measure_rules=_measure_rules(counts),
        listed=_in_order(listed, list(ListedKind)),
    )


def _of(counts: Mapping[Cell, int], series: Series) -> dict[Cell, int]:
    return {cell: count for cell, count in counts.items() if cell.series is series}


def _by(counts: Mapping[Cell, int], key: Callable[[Cell], Key]) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for cell, count in counts.items():
        found[key(cell)] += count
    return found


def _in_order(counts: Mapping[Key, int], order: list[Key]) -> list[tuple[Key, int]]:
    return [(key, counts[key]) for key in order if counts.get(key)]


def _appeals(counts: Mapping[Cell, int]) -> list[Appealed]:
    lodged = _by(_of(counts, Series.APPEAL), lambda cell: cell.party)
    answers = _of(counts, Series.APPEAL_ANSWER)
    rows = []
    for party in sorted(lodged):
        mine = {cell: count for cell, count in answers.items() if cell.party == party}
        outcomes = _by(mine, lambda cell: cell.outcome)
        hours = percentile(_by(mine, lambda cell: cell.hours), 50)
        upheld, overturned = outcomes[Verdict.UPHOLD], outcomes[Verdict.OVERTURN]
        rows.append(Appealed(party, lodged[party], upheld, overturned, hours))
    return rows


def _reports(counts: Mapping[Cell, int]) -> list[Reported]:
    filed = _by(_of(counts, Series.REPORT), lambda cell: (cell.rule, cell.code_version))
    answers = _by(
        _of(counts, Series.REPORT_ANSWER), lambda cell: (cell.rule, cell.code_version, cell.outcome)
    )
    return [
        Reported(
            *rule,
            filed=filed[rule],
            followed=answers[*rule, FOLLOWED],
            left=answers[*rule, LEFT],
            muted=answers[*rule, MUTED],
        )
        for rule in sorted(filed)
    ]


def _measures(counts: Mapping[Cell, int]) -> list[Measured]:
    taken = _by(_of(counts, Series.MEASURE), lambda cell: cell.verdict)
    lifted = _by(_of(counts, Series.MEASURE_LIFTED), lambda cell: cell.verdict)
    appealed = _by(_of(counts, Series.MEASURE_APPEAL), lambda cell: cell.verdict)
    answers = _of(counts, Series.MEASURE_ANSWER)
    rows = []
    for kind, number in _in_order(taken, [one.value for one in Kind]):
        mine = {cell: count for cell, count in answers.items() if cell.verdict == kind}
        outcomes = _by(mine, lambda cell: cell.outcome)
        answered = {cell: count for cell, count in mine.items() if cell.outcome != LIFTED}
        rows.append(
            Measured(
                kind,
                taken=number,
                lifted=lifted[kind],
                appealed=appealed[kind],
                upheld=outcomes[Verdict.UPHOLD],
                overturned=outcomes[Verdict.OVERTURN],
                closed=outcomes[LIFTED],
                median_hours=percentile(_by(answered, lambda cell: cell.hours), 50),
            )
        )
    return rows


def _measure_rules(counts: Mapping[Cell, int]) -> list[tuple[str, tuple[str, int], int]]:
    """Return how often each kind was taken under each rule: kind, place of the rule, number."""
    taken = _of(counts, Series.MEASURE)
    cited = _by(taken, lambda cell: (cell.verdict, (cell.rule, cell.code_version)))
    order = [kind.value for kind in Kind]
    return [
        (kind, rule, cited[kind, rule])
        for kind, rule in sorted(cited, key=lambda key: (order.index(key[0]), key[1]))
    ]
