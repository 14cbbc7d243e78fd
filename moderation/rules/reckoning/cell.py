"""One number that is kept: what it counts, by the dimensions of its series."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Series(StrEnum):
    """What is counted.

    `SUBMISSION` by language; `DECISION` by verdict, rule, code version, source and automation;
    `FIRST_DECISION` by week, language and hours since the text came in; `REPORT` by rule;
    `REPORT_ANSWER` by rule and outcome; `APPEAL` by party; `APPEAL_ANSWER` by party, outcome and
    hours since it was lodged; `LISTED` by the kind of act; `WORK` by week and moderator, which
    only the team sees. Of measures against accounts: `MEASURE` by kind, rule and code version,
    `MEASURE_APPEAL` by kind, `MEASURE_ANSWER` by kind, outcome and hours since the appeal (lifted:
    the measure went before it was answered), `MEASURE_LIFTED` by kind; the kind is the verdict.
    """

    SUBMISSION = "submission"
    DECISION = "decision"
    FIRST_DECISION = "first_decision"
    REPORT = "report"
    REPORT_ANSWER = "report_answer"
    APPEAL = "appeal"
    APPEAL_ANSWER = "appeal_answer"
    MEASURE = "measure"
    MEASURE_APPEAL = "measure_appeal"
    MEASURE_ANSWER = "measure_answer"
    MEASURE_LIFTED = "measure_lifted"
    LISTED = "listed"
    WORK = "work"


PUBLIC_SERIES = tuple(series for series in Series if series is not Series.WORK)


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """The place of one number; a dimension that its series does not have is empty.

    `week` is the date of its Monday in UTC, `hours` counts hours begun (`hours_begun`), and
    `person` is the ledger's opaque name of a moderator.
    """

    series: Series
    week: str = ""
    language: str = ""
    verdict: str = ""
    rule: str = ""
    code_version: int = 0
    source: str = ""
    detection: str = ""
    automation: str = ""
    party: str = ""
    outcome: str = ""
    person: str = ""
    hours: int = 0
