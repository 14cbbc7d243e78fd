"""One motion replayed: its text, rules and roll, its ballots in order, and the recount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from consult.council.rules.admission import Admission
from consult.council.rules.ballot import Ballot, Choice, counting_ballots
from consult.council.rules.errors import RuleRefusal
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import Roll, parse_roll
from consult.council.rules.ruleset import Rules
from consult.council.rules.tally import tally
from consult.council.rules.validation import validate_rules
from consult.verify.difference import first_difference

Text = tuple[str, int, str, str]


class Motion:
    """A motion as the log tells it; each method takes one event and says what is wrong with it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.title: str = data["title"]
        self.opens_at: str = data["opens_at"]
        self.closes_at: str = data["closes_at"]
        self.closed_at: str | None = None
        self.status = "open"
        self.rules: Rules | None = None
        self.roll: Roll | None = None
        self.admission: Admission | None = None
        self.ballots: list[Ballot] = []
        self.last_cast = ""

    def put(self, data: Mapping[str, Any], published: set[Text]) -> Iterator[str]:
        """Check texts, times and rules."""
        for text in data["texts"]:
            named = (text["chapter"], text["version"], text["language"], text["sha256"])
            if named not in published:
                yield (
                    f"its text {text['chapter']} version {text['version']} in "
                    f"{text['language']} was not published with this hash before"
                )
        if not any(text["authentic"] for text in data["texts"]):
            yield "none of its texts is authentic"
        if self.opens_at >= self.closes_at:
            yield "it closes before it opens"
        try:
            rules = parse_rules(data["rules"])
            validate_rules(rules)
        except RuleRefusal as error:
            yield f"its rules cannot decide anything: {error}"
        else:
            self.rules = rules

    def freeze(self, data: Mapping[str, Any]) -> Iterator[str]:
        """Check the roll, which is frozen once."""
        if self.roll is not None:
            yield "the roll was frozen before"
            return
        try:
            self.roll = parse_roll(data["roll"])
        except RuleRefusal as error:
            yield f"the roll cannot be read: {error}"
            return
        if self.rules is not None:
            self.admission = Admission(self.roll, self.rules)

    def cast(self, data: Mapping[str, Any], at: str) -> Iterator[str]:
        """Check one ballot: the roll, the time, the choice; what is wrong is not recounted."""
        if self.roll is None:
            yield "it was cast before the roll was frozen"
            return
        cast_at = data.get("cast_at", at)
        if self.closed_at is not None:
            yield "it was cast after the motion was closed"
            return
        if not self.opens_at <= cast_at < self.closes_at:
            yield f"it was cast at {cast_at}, outside the voting time"
            return
        names = ("ballot", "seat", "person", "rank")
        ballot = Ballot(**{name: data[name] for name in names}, choice=Choice(data["choice"]))
        try:
            if self.admission is not None:
                self.admission.require(ballot)
        except RuleRefusal as error:
            yield f"{error.code}: person {ballot.person} with rank {ballot.rank}, {error}"
            return
        self.last_cast = max(self.last_cast, cast_at)
        self.ballots.append(ballot)

    def close(self, data: Mapping[str, Any]) -> Iterator[str]:
        """Recount, and hold every number against what was recorded."""
        if self.closed_at is not None:
            yield "the motion was closed before"
            return
        self.closed_at = data["closed_at"]
        if self.last_cast > self.closed_at:
            yield "a ballot was cast after it was closed"
        if self.rules is None or self.roll is None:
            yield "it was closed without rules or without a roll"
            return
        try:
            counted = counting_ballots(self.roll, self.ballots)
            outcome = tally(self.roll, self.ballots, self.rules)
        except RuleRefusal as error:
            yield f"it cannot be recounted: {error}"
            return
        true = [{"seat": seat, "ballot": ballot.ballot} for seat, ballot in counted.items()]
        stated = sorted(data["counting"], key=lambda each: (each["seat"], each["ballot"]))
        for found in (
            first_difference(stated, sorted(true, key=lambda each: each["seat"]), "counting"),
            first_difference(data["outcome"], outcome.as_data(), "outcome"),
        ):
            if found:
                yield found
        self.status = str(outcome.status)

    @property
    def closed_early(self) -> bool:
        """Tell whether voting ended before the announced time."""
        return self.closed_at is not None and self.closed_at < self.closes_at
