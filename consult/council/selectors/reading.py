"""A decision's document in the reader's language: what page, PDF and Word file all show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from consult.core.languages import Shown
from consult.council.models import Motion
from consult.council.rules.reader import parse_rules
from consult.council.rules.ruleset import Rules
from consult.council.rules.stage import Stage, choices_at
from consult.council.rules.wording import readable
from consult.council.selectors.decision import Decision
from consult.council.selectors.names import name_shown
from consult.council.selectors.words import choice_words, outcome_words, rank_words
from consult.ledger.instant import parse_instant


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison, as `council/components/arithmetic.html` shows it."""

    asked: Shown
    block: str
    value: int
    of: int
    needed: str
    empty: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """How many seats, of what weight together, said one thing."""

    word: str
    heads: int
    weight: int


@dataclass(frozen=True, slots=True)
class Said:
    """A ballot that counts: the choice in words, who cast it for the seat, and a public reason.

    Who cast it is said as a rank, since the public record names nobody.
    """

    choice: str
    word: str
    cast_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class PublishedReservation:
    """A reservation meant for everybody, with its passages and what was replied, oldest first."""

    institution: Shown
    reason: str
    passages: list[tuple[Mapping[str, Any], Shown]]
    replies: list[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat of the roll: what it said in the vote, and in silence where that came first.

    `absent` says that it was not present when a vote in a live session opened.
    """

    institution: Shown
    weight: int
    block: str
    vote: Said | None
    silence: Said | None
    absent: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A decision as words and numbers, in one language."""

    motion: Motion
    document: Mapping[str, Any]
    title: Shown
    explanation: Shown
    status: str
    result: str
    certified_at: datetime | None
    times: Mapping[str, datetime | None]
    rule: Shown
    texts: list[tuple[Mapping[str, Any], Shown]]
    silent: bool
    sums: list[Sum]
    silence: tuple[int, int] | None
    parts: list[tuple[str, list[Comparison]]]
    rows: list[SeatRow]
    published: list[PublishedReservation]
    extensions: list[Mapping[str, Any]]
    corrections: list[Mapping[str, Any]]
    amendment: Mapping[str, Any] | None

    @property
    def record(self) -> Mapping[str, Any]:
        """Return the record that all of this is read from."""
        found: Mapping[str, Any] = self.document["record"]
        return found

    @property
    def words(self) -> list[Mapping[str, Any]]:
        """Return the words of a question of procedure by language; of other motions none."""
        found: list[Mapping[str, Any]] = self.record.get("words", [])
        return found

    @property
    def rollup(self) -> dict[str, Any]:
        """Return the vote chapter by chapter that the motion belongs to; empty where to none."""
        found = self.record.get("rollup")
        return {**found, "title": name_shown(found["title"])} if found else {}

    @property
    def session(self) -> str:
        """Return the title of the live session in which the vote was held, or nothing."""
        return str(self.record["motion"].get("session", {}).get("title", ""))

    @property
    def chair(self) -> Shown | None:
        """Return the institution whose seat decides ties by the rules, if one does."""
        chair = self.record["rules"]["tie"]["chair"]
        found = (each["name"] for each in self.record["roll"] if each["seat"] == chair)
        return next((name_shown(name) for name in found), None)

    @property
    def reservations(self) -> list[SeatRow]:
        """Return the seats that approve with reservations."""
        return [row for row in self.rows if row.vote and row.vote.choice == "reservations"]


def reading_of(decision: Decision) -> Reading:
    """Return a decision in the active language; asks the database nothing."""
    document = decision.document
    record = document["record"]
    outcome, rules = record["outcome"], parse_rules(record["rules"])
    silence = outcome.get("silence")
    silent = silence is not None and not silence["voted"]
    at = document["certified_at"]
    return Reading(
        motion=decision.motion,
        document=document,
        title=name_shown(record["motion"]["title"]),
        explanation=name_shown(record["motion"]["explanation"]),
        status=outcome["status"],
        result=str(outcome_words(outcome)),
        certified_at=parse_instant(at) if at else None,
        times={
            name: parse_instant(moment) if moment else None
            for name, moment in record["times"].items()
        },
        rule=name_shown(record["rule"]),
        texts=[(text, name_shown(text["title"])) for text in record["texts"]],
        silent=silent,
        sums=[] if silent else _sums(rules, outcome),
        silence=(len(silence["standing"]), len(silence["withdrawn"])) if silence else None,
        parts=_parts(record["comparisons"]),
        rows=_rows(record, rules),
        published=_published(document),
        extensions=[
            _dated(each, "since", "until", "before", "after") for each in record["extensions"]
        ],
        corrections=[
            {**_dated(each, "recorded_at"), "lines": list(_lines(each["difference"]))}
            for each in [*record["corrections"], *document["later_corrections"]]
        ],
        amendment=_amendment(document),
    )


def _dated(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**data, **{name: parse_instant(data[name]) for name in names}}


def _amendment(document: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return of an amendment what it changed, line by line, and where it is carried out.

    The kinds of blocks, with which the lines of a difference begin, are left out.
    """
    found = document["record"].get("amendment")
    if found is None:
        return None
    lines = [
        (sign, line.removeprefix(f"{line.partition(': ')[0]}: "))
        for sign, line in _lines(found["difference"])
    ]
    titles = {text["chapter"]: text["title"] for text in document["record"]["texts"]}
    title = name_shown(titles[found["chapter"]])
    return {**found, "title": title, "lines": lines, "carried_out": document["carried_out"]}


def _lines(difference: str) -> Iterable[tuple[str, str]]:
    """Yield each line of a difference as its sign and its words without markup."""
    for line in difference.splitlines()[2:]:
        if not line.startswith("@@"):
            yield line[:1], readable(line[1:])


def _published(document: Mapping[str, Any]) -> list[PublishedReservation]:
    """Return the published reservations; a record kept before there were any has none."""
    record = document["record"]
    names = {seat["seat"]: name_shown(seat["name"]) for seat in record["roll"]}
    titles = {text["chapter"]: name_shown(text["title"]) for text in record["texts"]}
    reasons = {ballot["ballot"]: ballot["reason"] for ballot in record["ballots"]}
    return [
        PublishedReservation(
            names[each["seat"]],
            reasons[each["ballot"]],
            [(passage, titles[passage["chapter"]]) for passage in each["passages"]],
            [
                _dated(reply, "replied_at")
                for reply in [*each["replies"], *document["later_replies"]]
                if reply["ballot"] == each["ballot"]
            ],
        )
        for each in record.get("reservations", [])
    ]


def _sums(rules: Rules, outcome: Mapping[str, Any]) -> list[Sum]:
    words = choice_words(rules)
    heads, weight = outcome["choices"]["heads"], outcome["choices"]["weight"]
    everyone = outcome["counts"]["everyone"]
    return [
        *(
            Sum(str(words[choice]), heads[choice], weight[choice])
            for choice in choices_at(rules, Stage.VOTE)
            if choice in heads
        ),
        Sum(
            gettext("Did not vote"),
            everyone["heads"]["not_voting"],
            everyone["weight"]["not_voting"],
        ),
    ]


def _parts(comparisons: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Comparison]]]:
    captions = {
        "acceptance": gettext("Acceptance of the written procedure"),
        "quorum": gettext("Quorum"),
        "condition": gettext("Condition for adoption"),
    }
    found: dict[str, list[Comparison]] = {}
    for each in comparisons:
        numbers = {
            name: each[name] for name in ("block", "value", "of", "needed", "empty", "passed")
        }
        found.setdefault(each["part"], []).append(
            Comparison(asked=name_shown(each["asked"]), **numbers)
        )
    return [(captions[part], lines) for part, lines in found.items()]


def _rows(record: Mapping[str, Any], rules: Rules) -> list[SeatRow]:
    said: dict[tuple[str, str], Said] = {}
    words = choice_words(rules)
    for ballot in record["ballots"]:
        if ballot["counts"]:
            said[ballot["stage"], ballot["seat"]] = Said(
                ballot["choice"],
                str(words[ballot["choice"]]),
                rank_words(ballot["rank"]),
                ballot["reason"],
            )
    return [
        SeatRow(
            name_shown(seat["name"]),
            seat["weight"],
            seat["block"] or "",
            said.get((Stage.VOTE, seat["seat"])),
            said.get((Stage.SILENCE, seat["seat"])),
            absent=seat.get("present") is False,
        )
        for seat in record["roll"]
    ]
