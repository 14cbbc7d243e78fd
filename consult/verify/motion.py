"""One motion replayed: its text, rules and roll, its ballots in order, and the recount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from consult.council.rules.admission import Admission
from consult.council.rules.ballot import Ballot, Choice
from consult.council.rules.conduct import Conduct, SilenceThen
from consult.council.rules.errors import ObjectionSealed, RuleRefusal
from consult.council.rules.outcome import Outcome
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import Roll, parse_roll
from consult.council.rules.ruleset import Rules
from consult.council.rules.silence import listen
from consult.council.rules.stage import Stage, require_offered, stage_of
from consult.council.rules.tally import tally
from consult.council.rules.validation import validate_rules
from consult.ledger.canonical import canonical_bytes
from consult.ledger.leaf import Leaf
from consult.verify.amendment import Amendment
from consult.verify.difference import differing_result
from consult.verify.log import Entry
from consult.verify.motion_live import Live, Session
from consult.verify.motion_paper import Papers
from consult.verify.motion_text import Documents, Text, Texts
from consult.verify.motion_times import Times
from consult.verify.motion_words import PROCEDURE, check_words
from consult.verify.openings import opened_value
from consult.verify.report import Finding


class Motion:
    """A motion as the log tells it; each method takes one event and says what is wrong with it.

    Of the ballots in time and by the right people, `ballots` are those that can be read, `sealed`
    those whose choice is not opened, and `unreadable` counts those whose opening is wrong. While a
    rival amendment `waits`, its turn has not come; `adopted` is what the close recorded.
    """

    def __init__(self, data: Mapping[str, Any], documents: Documents) -> None:
        self.title: str = data["title"]
        self.kind: str = data.get("kind", "text")
        self.chapters = {text["chapter"] for text in data["texts"]}
        self.texts = Texts(data, documents)
        self.times = Times(data)
        self.live = Live(data["motion"], data)
        self.papers = Papers()
        # What motions of one roll-up share: rules, opening and deadline as they were noticed.
        self.terms = (canonical_bytes(data["rules"]), data["opens_at"], data["closes_at"])
        self.amendment: Amendment | None = None
        self.waits = False
        self.adopted = False
        self.closed_at: str | None = None
        self.voided_at: str | None = None
        self.certified = False
        self.escalated = False
        self.status = "open"
        self.rules: Rules | None = None
        self.roll: Roll | None = None
        self.admission: Admission | None = None
        self.ballots: list[Ballot] = []
        self.sealed: list[Entry] = []
        self.unreadable = 0
        self.last_cast = ""
        self.objections: dict[str, str] = {}
        self.explained: set[str] = set()

    @property
    def pending(self) -> bool:
        """Tell whether the council still has to decide."""
        return self.closed_at is None and self.voided_at is None

    @property
    def conduct(self) -> Conduct:
        """Return the rules that need a clock."""
        return (self.rules.conduct if self.rules else None) or Conduct()

    def put(self, data: Mapping[str, Any], published: set[Text]) -> Iterator[str]:
        """Check texts, times and rules."""
        yield from check_words(data)
        if self.kind != PROCEDURE:
            yield from self.texts.put(data, published)
        try:
            rules = parse_rules(data["rules"])
            validate_rules(rules)
        except RuleRefusal as error:
            yield f"its rules cannot decide anything: {error}"
        else:
            self.rules = rules
            yield from self.live.put(rules)
        yield from self.times.put(self.conduct)

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

    def open_live(self, data: Mapping[str, Any], session: Session) -> Iterator[str]:
        """Check that the chair opened the vote for the seats that were present, and when."""
        if not self.pending or self.roll is None or self.rules is None:
            yield "the motion is decided or void, or has no rules or no roll"
            return
        yield from self.times.open_live(data, self.conduct)
        self.roll = yield from self.live.open(data, session, self.roll)
        self.admission = Admission(self.roll, self.rules)

    def cast(self, entry: Entry, leaf: Leaf) -> Iterator[str]:
        """Check one ballot: the roll, the time, the choice; what is wrong is not recounted."""
        data = leaf.data
        if self.roll is None:
            yield "it was cast before the roll was frozen"
            return
        if trouble := self.papers.trouble(leaf, self.roll):
            yield trouble
            return
        cast_at = data.get("cast_at", leaf.at)
        if not self.pending:
            yield f"it was cast after the motion was {'closed' if self.closed_at else 'void'}"
            return
        if self.waits:
            yield "it was cast before the turn of this amendment came"
            return
        if self.live.waits:
            yield "it was cast before the chair opened the vote"
            return
        if not self.times.opens_at <= cast_at < self.times.closes_at:
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
        stage = None if self.rules is None else stage_of(self.rules, escalated=self.escalated)
        if choice is None:
            if stage is Stage.SILENCE and "choice" not in opened:
                raise ObjectionSealed
            if self.admission is not None:
                self.admission.require_sealed(**named)
            if "choice" in opened:
                self.unreadable += 1
            else:
                self.sealed.append(entry)
            return
        ballot = Ballot(ballot=leaf.data["ballot"], **named, choice=Choice(choice))
        if self.rules is not None and stage is not None:
            if choice in self.rules.choices:
                require_offered(self.rules, stage, choice)
            if stage is Stage.SILENCE and choice == Choice.OBJECT:
                self.objections[ballot.ballot] = ballot.person
        if self.admission is not None:
            self.admission.require(ballot)
        self.ballots.append(ballot)

    def extend(self, data: Mapping[str, Any]) -> Iterator[str]:
        """Check one move of the deadline."""
        if not self.pending:
            yield "the motion is decided or void, so its deadline no longer moves"
            return
        yield from self.times.extend(data, self.conduct)

    def open_vote(self, data: Mapping[str, Any]) -> Iterator[str]:
        """Check that silence was broken, that a vote follows, and when."""
        silence = self.rules.silence if self.rules else None
        if silence is None or silence.then is not SilenceThen.VOTE:
            yield "its rules let no vote follow"
            return
        if self.escalated or not self.pending:
            yield "the vote was opened before, or the motion is decided or void"
            return
        heard = listen(silence, self.ballots)
        if not heard.broken:
            yield "silence was not broken"
        elif silence.withdrawal_restores and data["opens_at"] < self.times.closes_at:
            yield "an objection could still be withdrawn"
        if self.last_cast > data["opens_at"]:
            yield "an objection was made after the vote was opened"
        self.escalated = True
        yield from self.times.open_vote(data)

    def explain(self, data: Mapping[str, Any], actor: str) -> Iterator[str]:
        """Check that a reason follows an objection of the same person, once."""
        if self.objections.get(data["ballot"]) != actor:
            yield "it is no objection of whoever gives the reason"
        if data["ballot"] in self.explained:
            yield "the reason of this objection was given before"
        self.explained.add(data["ballot"])

    def answer(self, data: Mapping[str, Any]) -> Iterator[str]:
        """Check that a reply follows reservations that can be known: after the close."""
        if self.closed_at is None:
            yield "reservations were answered before the motion was closed"
        held = next((each for each in self.ballots if each.ballot == data["ballot"]), None)
        if self.recountable and (held is None or held.choice != Choice.RESERVATIONS):
            yield "it answers no reservations of this motion"

    def void(self, data: Mapping[str, Any], has_reason: bool) -> Iterator[str]:
        """Check why and when a motion became void; nothing happens to it afterwards."""
        if not self.pending:
            yield "the motion was decided or void before"
            return
        if data["cause"] == "secretary" and not has_reason:
            yield "it gives no reason"
        yield from self.texts.void(data["changed"], data["cause"])
        self.texts.overtaken.clear()
        self.voided_at = data["voided_at"]
        self.status = "void"

    def correct(
        self, data: Mapping[str, Any], published: set[Text], mandates: set[str]
    ) -> Iterator[str]:
        """Check a correction of a text that the council is to decide on, or has adopted."""
        if not self.pending and self.status not in ("adopted", "open"):
            yield f"its texts are not corrected, since the motion is {self.status}"
        yield from self.texts.correct(data, published, mandates)

    def certify(self, data: Mapping[str, Any]) -> Iterator[str]:
        """Check that a result is certified as it was recorded, once."""
        if self.closed_at is None or self.certified:
            yield "it was certified before it was closed, or twice"
        elif self.recountable and data["status"] != self.status:
            yield f"it certifies {data['status']}, and the recount gives {self.status}"
        self.certified = True

    def close(self, data: Mapping[str, Any]) -> Iterator[str]:
        """Recount, and hold every number against what was recorded."""
        if not self.pending:
            yield f"the motion was {'closed' if self.closed_at else 'void'} before"
            return
        if self.waits:
            yield "it was closed, and the turn of this amendment had not come"
        yield from self.texts.still_overtaken()
        self.closed_at = data["closed_at"]
        self.adopted = data["outcome"].get("status") == "adopted"
        if self.last_cast > self.closed_at:
            yield "a ballot was cast after it was closed"
        if self.rules is None or self.roll is None:
            yield "it was closed without rules or without a roll"
            return
        if not self.recountable:
            # The ballots at fault are named; the numbers of the close may well be right.
            return
        voted = {each.seat for each in self.ballots}
        early = self.closed_at < self.times.closes_at
        yield from self.live.ended(data.get("ended"), self.roll, voted, early=early)
        try:
            outcome = tally(self.roll, self.ballots, self.rules)
        except RuleRefusal as error:
            yield f"it cannot be recounted: {error}"
            return
        if self._vote_withheld(outcome):
            yield "silence was broken, and the vote that its rules let follow was not opened"
        yield from differing_result(data, outcome)
        self.status = str(outcome.status)

    def _vote_withheld(self, outcome: Outcome) -> bool:
        silence = outcome.silence
        return silence is not None and silence["vote_follows"] and not self.escalated

    def still_sealed(self) -> Iterator[Finding]:
        """Name the ballots, and the amendment, that the close should have opened and did not."""
        if self.closed_at is not None:
            for entry in self.sealed:
                yield entry.finding("its choice is not opened, although the motion is closed")
            if self.amendment is not None and not self.amendment.is_opened:
                yield self.amendment.finding("what it says is not opened, although it is closed")

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
        """Tell whether voting ended before its deadline, and no objection ended it."""
        ended = self.status == "silence_broken"
        return self.closed_at is not None and self.closed_at < self.times.closes_at and not ended
