"""Entries of the ledger become numbers and a list; made entries, so that every kind occurs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.ledger.instant import format_instant
from moderation.rules.backlog import Age, bands
from moderation.rules.promise import is_overdue
from moderation.rules.reckoning import Cell, ListedKind, Reckoner, Series, hours_begun, percentile
from moderation.rules.reckoning.team import Settled, paces, settled

START = datetime(2026, 11, 16, 8, tzinfo=UTC)
K = ListedKind


class Log:
    """A log that is being written, an hour between two entries."""

    def __init__(self) -> None:
        self.leaves: list[dict[str, Any]] = []
        self.numbers: dict[str, int] = {}

    def add(self, event: str, number: str = "V-1", **data: Any) -> None:
        index = len(self.leaves)
        self.leaves.append(
            {
                "index": index,
                "event": event,
                "at": format_instant(START + timedelta(hours=index)),
                "actor": "person:a",
                "data": {"number": number, **data},
            }
        )

    def post(self, number: str = "V-1", language: str = "ar") -> None:
        self.add("comment.posted.v1", number, language=language)

    def decide(self, verdict: str, number: str = "V-1", rule: str = "", **more: Any) -> None:
        withholds = verdict in ("reject", "request_changes")
        said = {
            "decision": verdict,
            "rule": rule or ("R1" if withholds else None),
            "code_version": 2,
            "effect": "withhold" if withholds else "publish",
            "source": "own_initiative",
            "redacted": 1 if verdict == "redact" else 0,
            "automation": {"detection": "none", "decision": "none"},
        }
        self.add("case.decided.v1", number, **{**said, **more})

    def report(self, *, muted: bool = False, safety: bool = False) -> None:
        rule = {"rule": None, "code_version": None} if safety else {"rule": "R1", "code_version": 2}
        self.add("case.reported.v1", safety=safety, muted=muted, **rule)

    def appeal(self, party: str = "author") -> None:
        self.add("case.appealed.v1", party=party)

    def read(self) -> Reckoner:
        reckoner = Reckoner()
        for leaf in self.leaves:
            reckoner.read(leaf)
        return reckoner

    @property
    def kinds(self) -> list[tuple[int, ListedKind]]:
        return [(one.entry, one.kind) for one in self.read().listed]


@pytest.fixture
def log() -> Log:
    made = Log()
    made.post()
    return made


def test_each_removal_is_listed_as_what_it_is(log: Log) -> None:
    log.decide("reject")
    for number in ("V-2", "V-3", "V-4"):
        log.post(number)
        log.decide("approve", number)
    log.decide("reject", "V-2", source="report")
    log.decide("redact", "V-3")
    log.decide("request_changes", "V-4")
    log.post("V-5")
    log.decide("request_changes", "V-5")
    listed = [one for one in log.kinds if one[1] is not K.SUPERSEDED]
    assert listed == [(1, K.REJECTED), (8, K.WITHDRAWN), (9, K.REDACTED), (10, K.CHANGES_REQUESTED)]
    assert [entry for entry, kind in log.kinds if kind is K.SUPERSEDED] == [8, 9, 10]
    first = log.read().listed[0]
    assert (first.number, first.rule, first.code_version) == ("V-1", "R1", 2)
    assert (first.source, first.at) == ("own_initiative", START + timedelta(hours=1))


def test_erasures_and_hidings_are_listed_once_for_each_text(log: Log) -> None:
    log.add("submission.erased.v1", number="V-1")
    log.add("submission.erased.v1", number="V-2")
    log.add("case.safeguarded.v1", act="alert")
    log.add("case.safeguarded.v1", act="hide")
    log.add("case.safeguarded.v1", act="lengthen")
    assert log.kinds == [(1, K.ERASED), (2, K.ERASED), (4, K.HIDDEN)]
    assert [one.number for one in log.read().listed] == ["V-1", "V-2", "V-1"]


def test_overrides_are_listed_and_what_answers_a_request_is_none(log: Log) -> None:
    log.decide("request_changes")
    log.decide("approve")
    assert log.kinds == []
    log.decide("reject", source="court_order", rule="", order_source="Court of Sarn, 12/26")
    assert log.kinds == [(3, K.COURT_ORDER), (3, K.WITHDRAWN), (3, K.SUPERSEDED)]
    assert log.read().listed[0].order_source == "Court of Sarn, 12/26"
    log.appeal()
    log.decide("overturn", source="appeal")
    assert log.kinds[3:] == [(5, K.OVERTURNED)]


def test_a_decision_that_changes_nothing_is_no_override(log: Log) -> None:
    log.decide("approve")
    log.report()
    log.decide("approve", source="report")
    log.appeal("reporter")
    log.decide("uphold", source="appeal")
    assert log.kinds == []


def test_reports_are_answered_by_the_next_decision_and_wait_again_when_it_is_undone(
    log: Log,
) -> None:
    log.decide("approve")
    log.report()
    log.report(safety=True)
    log.report(muted=True)
    answers = {cell: n for cell, n in log.read().counts.items() if cell.series == "report_answer"}
    muted = Cell(Series.REPORT_ANSWER, rule="R1", code_version=2, outcome="muted")
    assert answers == {muted: 1}
    log.decide("redact", source="report")
    followed = [
        Cell(Series.REPORT_ANSWER, rule="R1", code_version=2, outcome="followed"),
        Cell(Series.REPORT_ANSWER, rule="safety", outcome="followed"),
    ]
    assert [log.read().counts[cell] for cell in followed] == [1, 1]
    log.decide("undo", effect="revert")
    assert [log.read().counts[cell] for cell in followed] == [0, 0]
    log.decide("approve", source="report")
    left = Cell(Series.REPORT_ANSWER, rule="R1", code_version=2, outcome="left")
    assert log.read().counts[left] == 1
    assert log.kinds == [(5, K.REDACTED), (5, K.SUPERSEDED), (6, K.UNDONE)]


def test_an_undone_answer_leaves_the_appeal_waiting(log: Log) -> None:
    log.decide("reject")
    log.appeal()
    log.decide("uphold", effect="withhold", rule="R1", source="appeal")
    assert settled(log.read().counts) == Settled(1, 1, 0)
    log.decide("undo", effect="revert")
    assert settled(log.read().counts) == Settled(1, 0, 0)
    log.decide("overturn", source="appeal")
    found = settled(log.read().counts)
    assert (found, found.share, found.waiting) == (Settled(1, 0, 1), 100, 0)
    hours = Cell(Series.APPEAL_ANSWER, party="author", outcome="overturn", hours=3)
    assert log.read().counts[hours] == 1


def test_share_overturned_is_rounded_by_a_rule() -> None:
    assert [Settled(9, up, over).share for up, over in ((0, 0), (2, 1), (1, 2), (7, 1))] == [
        None, 33, 67, 13,
    ]  # fmt: skip


def test_time_to_decision_is_that_of_the_first_by_week_and_language() -> None:
    log = Log()
    log.post("V-1", "ar")
    log.post("V-2", "fr")
    log.decide("approve", "V-1")
    log.decide("approve", "V-2")
    log.decide("reject", "V-2")
    found = paces(log.read().counts)
    assert [(one.week, one.language, one.decided, one.median, one.late) for one in found] == [
        ("2026-11-16", "", 2, 2, 2),
        ("2026-11-16", "ar", 1, 2, 2),
        ("2026-11-16", "fr", 1, 2, 2),
    ]


def test_an_entry_from_before_effect_and_automation_were_entered_is_read(log: Log) -> None:
    log.add("case.decided.v1", decision="reject", rule="R1", code_version=1)
    assert log.kinds == [(1, K.REJECTED)]
    assert (
        log.read().counts[Cell(Series.DECISION, verdict="reject", rule="R1", code_version=1)] == 1
    )


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(0, 1), (1, 1), (60, 1), (61, 2), (48 * 60, 48), (48 * 60 + 1, 72), (30 * 24 * 60, 720)],
)
def test_hours_begun(minutes: int, hours: int) -> None:
    assert hours_begun(timedelta(minutes=minutes)) == hours


times = st.lists(st.integers(0, 60 * 24 * 200), min_size=1, max_size=60)


@given(times, st.integers(1, 100))
def test_rounding_first_and_then_taking_the_percentile_is_the_same(
    minutes: list[int], share: int
) -> None:
    counts: dict[int, int] = {}
    for one in minutes:
        hours = hours_begun(timedelta(minutes=one))
        counts[hours] = counts.get(hours, 0) + 1
    rank = -(-len(minutes) * share // 100)
    exact = sorted(minutes)[rank - 1]
    assert percentile(counts, share) == hours_begun(timedelta(minutes=exact))


def test_percentile_of_nothing() -> None:
    assert percentile({}, 50) is None
    assert percentile({3: 0}, 50) is None


@given(st.integers(0, 60 * 24 * 20))
def test_every_age_falls_into_one_band_and_late_means_overdue(minutes: int) -> None:
    opened = START - timedelta(minutes=minutes)
    fitting = [
        band.age
        for band in bands(START)
        if (band.since is None or opened >= band.since)
        and (band.until is None or opened < band.until)
    ]
    assert len(fitting) == 1
    assert (fitting[0] not in (Age.FRESH, Age.DUE_SOON)) == is_overdue(opened, START)


verdicts = st.sampled_from(["approve", "reject", "redact", "request_changes", "undo"])
steps = st.lists(
    st.one_of(st.just("report"), st.just("appeal"), verdicts, st.sampled_from(["V-2", "V-3"])),
    max_size=25,
)


def _write(said: list[str]) -> Iterator[dict[str, Any]]:
    log = Log()
    for number in ("V-1", "V-2", "V-3"):
        log.post(number)
    number = "V-1"
    for word in said:
        if word in ("V-2", "V-3"):
            number = word
        elif word == "report":
            log.report()
        elif word == "appeal":
            log.appeal()
        else:
            log.decide(word, number, **({"effect": "revert"} if word == "undo" else {}))
    yield from log.leaves


@given(steps, st.integers(0, 30))
def test_going_on_from_anywhere_finds_the_same(said: list[str], cut: int) -> None:
    leaves = list(_write(said))
    whole, first, second = Reckoner(), Reckoner(), Reckoner()
    for leaf in leaves:
        whole.read(leaf)
    for leaf in leaves[:cut]:
        first.read(leaf)
        second.learn(leaf)
    for leaf in leaves[cut:]:
        second.read(leaf)
    together = {
        cell: first.counts[cell] + second.counts[cell] for cell in {*first.counts, *second.counts}
    }
    assert {cell: count for cell, count in together.items() if count} == {
        cell: count for cell, count in whole.counts.items() if count
    }
    assert first.listed + second.listed == whole.listed
