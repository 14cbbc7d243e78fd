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
from consult.ledger.leaf import Leaf
from consult.verify.difference import first_difference
from consult.verify.log import Entry
from consult.verify.openings import opened_value
from consult.verify.report import Finding

Text = tuple[str, int, str, str]


class Motion:
    """A motion as the log tells it; each method takes one event and says what is wrong with it.

    Of the ballots in time and by the right people, `ballots` are those that can be read, `sealed`
    those whose choice is not opened, and `unreadable` counts those whose opening is wrong.
    """

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
        self.sealed: list[Entry] = []
        self.unreadable = 0
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

    def cast(self, entry: Entry, leaf: Leaf) -> Iterator[str]:
        """Check one ballot: the roll, the time, the choice; what is wrong is not recounted."""
        data = leaf.data
        if self.roll is None:
            yield "it was cast before the roll was frozen"
            return
        cast_at = data.get("cast_at", leaf.at)
        if self.closed_at is not None:
            yield "it was cast after the motion was closed"
            return
        if not self.opens_at <= cast_at < self.closes_at:
            yield f"it was cast at {cast_at}, outside the voting time"
            return
        try:
            self._admit(entry, leaf)
        except RuleRefusal as error:
            yield f"{error.code}: person {data['person']} with rank {data['rank']}, {error}"
            return
        self.last_cast = max(self.last_cast, cast_at)

    def _admit(self, entry: Entry, leaf: Leaf) -> None:
        """Take a ballot among those that can be read, or those that cannot, or refuse it."""
        named = {name: leaf.data[name] for name in ("seat", "person", "rank")}
        opened = entry.raw.opened
        choice = opened_value(leaf, opened, "choice") if "choice" in opened else None
        if choice is None:
            if self.admission is not None:
                self.admission.require_sealed(**named)
            if "choice" in opened:
                self.unreadable += 1
            else:
                self.sealed.append(entry)
            return
        ballot = Ballot(ballot=leaf.data["ballot"], **named, choice=Choice(choice))
        if self.admission is not None:
            self.admission.require(ballot)
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
        if not self.recountable:
            # The ballots at fault are named; the numbers of the close may well be right.
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

    def still_sealed(self) -> Iterator[Finding]:
        """Name the ballots that the close should have opened and did not."""
        if self.closed_at is not None:
            for entry in self.sealed:
                yield entry.finding("its choice is not opened, although the motion is closed")

    @property
    def cast_count(self) -> int:
        """Return how many ballots were cast in time by the right people."""
        return len(self.ballots) + len(self.sealed) + self.unreadable

    @property
    def recountable(self) -> bool:
        """Tell whether every ballot can be read."""
        return not self.sealed and not self.unreadable

    @property
    def closed_early(self) -> bool:
        """Tell whether voting ended before the announced time."""
        return self.closed_at is not None and self.closed_at < self.closes_at
