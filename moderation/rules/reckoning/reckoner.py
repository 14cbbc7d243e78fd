"""The ledger's entries, read in their order and turned into numbers and the public list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from consult.ledger.instant import parse_instant
from moderation.rules.reckoning.cell import Cell, Series
from moderation.rules.reckoning.listed import Listed, ListedKind
from moderation.rules.reckoning.measures import MEASURE_EVENTS, MeasureReader
from moderation.rules.reckoning.percentile import hours_begun
from moderation.rules.reporting import SAFETY
from moderation.rules.states import Effect, Verdict

# The one place that names the events which are counted and listed.
SUBMITTED: Final = frozenset({"comment.posted.v1"})
DECIDED: Final = "case.decided.v1"
REPORTED: Final = "case.reported.v1"
APPEALED: Final = "case.appealed.v1"
RESUBMITTED: Final = "comment.resubmitted.v1"
UNREAD: Final = "case.published_unread.v1"
SAFEGUARDED: Final = "case.safeguarded.v1"
ERASED: Final = "submission.erased.v1"
CASE_EVENTS: Final = frozenset({DECIDED, REPORTED, APPEALED, UNREAD, SAFEGUARDED})
EVENTS_READ: Final = SUBMITTED | CASE_EVENTS | MEASURE_EVENTS | {RESUBMITTED, ERASED}

MUTED, FOLLOWED, LEFT = "muted", "followed", "left"


@dataclass(slots=True)
class _Ruling:
    """A decision that counts, until it is undone, and what it answered."""

    verdict: str
    shows: tuple[bool, bool]
    reports: list[tuple[str, int]]
    appeal: _Appeal | None
    answers: list[Cell]


@dataclass(frozen=True, slots=True)
class _Appeal:
    party: str
    at: datetime


@dataclass(slots=True)
class _Text:
    """What is known of one text so far: when it came in, and what was done about it."""

    posted_at: datetime | None = None
    language: str = ""
    is_decided: bool = False
    unread: bool = False
    rulings: list[_Ruling] = field(default_factory=list)
    reports: list[tuple[str, int]] = field(default_factory=list)
    appeal: _Appeal | None = None

    @property
    def is_public(self) -> bool:
        return self.rulings[-1].shows[0] if self.rulings else self.unread


class Reckoner:
    """Reads leaves in the order of the log; `counts` and `listed` hold what was found.

    To go on from the middle of a log, `learn` every earlier entry about a text, or a measure,
    before reading one.
    """

    def __init__(self) -> None:
        self.counts: Counter[Cell] = Counter()
        self.listed: list[Listed] = []
        self._texts: dict[str, _Text] = {}
        self._measures = MeasureReader()

    def learn(self, leaf: Mapping[str, Any]) -> None:
        """Take in an earlier entry without counting it."""
        counts, listed = self.counts, self.listed
        self.counts, self.listed = Counter(), []
        self.read(leaf)
        self.counts, self.listed = counts, listed

    def read(self, leaf: Mapping[str, Any]) -> None:
        """Count one entry; events that say nothing about moderation are passed over."""
        event = leaf["event"]
        if event in SUBMITTED:
            self._submitted(leaf)
        elif event == DECIDED:
            self._decided(leaf)
        elif event == REPORTED:
            self._reported(leaf)
        elif event == APPEALED:
            self._appealed(leaf)
        elif event == RESUBMITTED:
            self._text(leaf).posted_at = parse_instant(leaf["at"])
        elif event == UNREAD:
            self._text(leaf).unread = True
        elif event == SAFEGUARDED:
            if leaf["data"]["act"] == "hide":
                self._list(leaf, ListedKind.HIDDEN, leaf["data"]["number"])
        elif event == ERASED:
            self._list(leaf, ListedKind.ERASED, leaf["data"]["number"])
        elif event in MEASURE_EVENTS:
            said = self._measures.read(leaf)
            self.counts.update(said.cells)
            for line in said.listed:
                self._add_line(line)

    def _text(self, leaf: Mapping[str, Any]) -> _Text:
        return self._texts.setdefault(leaf["data"]["number"], _Text())

    def _submitted(self, leaf: Mapping[str, Any]) -> None:
        text = self._text(leaf)
        text.posted_at, text.language = parse_instant(leaf["at"]), leaf["data"]["language"]
        self.counts[Cell(Series.SUBMISSION, language=text.language)] += 1

    def _reported(self, leaf: Mapping[str, Any]) -> None:
        data = leaf["data"]
        rule = (SAFETY, 0) if data["safety"] else (data["rule"] or "", data["code_version"] or 0)
        self.counts[Cell(Series.REPORT, rule=rule[0], code_version=rule[1])] += 1
        if data["muted"]:
            self.counts[_answer(rule, MUTED)] += 1
        else:
            self._text(leaf).reports.append(rule)

    def _appealed(self, leaf: Mapping[str, Any]) -> None:
        party = leaf["data"]["party"]
        self._text(leaf).appeal = _Appeal(party, parse_instant(leaf["at"]))
        self.counts[Cell(Series.APPEAL, party=party)] += 1

    def _decided(self, leaf: Mapping[str, Any]) -> None:
        data, text = leaf["data"], self._text(leaf)
        automation = data.get("automation") or {}
        self.counts[
            Cell(
                Series.DECISION,
                verdict=data["decision"],
                rule=data["rule"] or "",
                code_version=data["code_version"],
                source=data.get("source", ""),
                detection=automation.get("detection", ""),
                automation=automation.get("decision", ""),
            )
        ] += 1
        at = parse_instant(leaf["at"])
        week = _monday(at)
        self.counts[Cell(Series.WORK, week=week, person=leaf["actor"])] += 1
        if data.get("source") == "court_order":
            self._list_decision(leaf, ListedKind.COURT_ORDER)
        if data["decision"] == Verdict.UNDO:
            self._undone(leaf, text)
            return
        if not text.is_decided and text.posted_at is not None:
            hours = hours_begun(at - text.posted_at)
            first = Cell(Series.FIRST_DECISION, week=week, language=text.language, hours=hours)
            self.counts[first] += 1
        text.is_decided = True
        self._ruled(leaf, text, at)

    def _undone(self, leaf: Mapping[str, Any], text: _Text) -> None:
        """Take back what the last decision answered: it waits again."""
        self._list_decision(leaf, ListedKind.UNDONE)
        if not text.rulings:
            return
        undone = text.rulings.pop()
        text.reports = undone.reports + text.reports
        text.appeal = undone.appeal
        self.counts.subtract(undone.answers)

    def _ruled(self, leaf: Mapping[str, Any], text: _Text, at: datetime) -> None:
        data = leaf["data"]
        verdict = data["decision"]
        redacted = data.get("redacted", 0) > 0
        shows = (data.get("effect", _effect(verdict)) == Effect.PUBLISH, redacted)
        for kind in _kinds(verdict, shows, text):
            self._list_decision(leaf, kind)
        restricts = not shows[0] or redacted
        answers = [_answer(rule, FOLLOWED if restricts else LEFT) for rule in text.reports]
        appeal = text.appeal if verdict in _ON_APPEAL else None
        if appeal is not None:
            hours = hours_begun(at - appeal.at)
            answers.append(
                Cell(Series.APPEAL_ANSWER, party=appeal.party, outcome=verdict, hours=hours)
            )
            text.appeal = None
        self.counts.update(answers)
        text.rulings.append(_Ruling(verdict, shows, text.reports, appeal, answers))
        text.reports = []

    def _list_decision(self, leaf: Mapping[str, Any], kind: ListedKind) -> None:
        data = leaf["data"]
        self._list(
            leaf,
            kind,
            data["number"],
            rule=data["rule"] or "",
            code_version=data["code_version"] if data["rule"] else 0,
            source=data.get("source", ""),
            order_source=data.get("order_source", ""),
        )

    def _list(self, leaf: Mapping[str, Any], kind: ListedKind, number: str, **said: Any) -> None:
        at = parse_instant(leaf["at"])
        self._add_line(Listed(leaf["index"], kind, number, at, **said))

    def _add_line(self, line: Listed) -> None:
        self.listed.append(line)
        self.counts[Cell(Series.LISTED, outcome=line.kind)] += 1


_ON_APPEAL: Final = (Verdict.UPHOLD, Verdict.OVERTURN)


def _kinds(verdict: str, shows: tuple[bool, bool], text: _Text) -> list[ListedKind]:
    """Return why a decision is listed, by what the public saw before it."""
    kinds = []
    before = text.rulings[-1] if text.rulings else None
    if verdict == Verdict.REQUEST_CHANGES:
        if text.is_public:
            kinds.append(ListedKind.CHANGES_REQUESTED)
    elif verdict == Verdict.REDACT:
        kinds.append(ListedKind.REDACTED)
    elif not shows[0] and verdict != Verdict.UPHOLD:
        kinds.append(ListedKind.WITHDRAWN if text.is_public else ListedKind.REJECTED)
    if verdict == Verdict.OVERTURN:
        kinds.append(ListedKind.OVERTURNED)
    # What follows a request for changes judges another text, and overrides nothing.
    elif before and before.verdict != Verdict.REQUEST_CHANGES and before.shows != shows:
        kinds.append(ListedKind.SUPERSEDED)
    return kinds


def _effect(verdict: str) -> Effect:
    """Return what entries from before the effect was entered meant."""
    return Effect.WITHHOLD if verdict == Verdict.REJECT else Effect.PUBLISH


def _answer(rule: tuple[str, int], outcome: str) -> Cell:
    return Cell(Series.REPORT_ANSWER, rule=rule[0], code_version=rule[1], outcome=outcome)


def _monday(at: datetime) -> str:
    return (at.date() - timedelta(days=at.weekday())).isoformat()
