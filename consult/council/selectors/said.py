"""What the seats have said on a motion: in silence, and in the vote."""

from __future__ import annotations

from dataclasses import dataclass

from consult.council.models import Ballot, RollEntry
from consult.council.rules.ballot import counting_ballots
from consult.council.rules.roll import Roll
from consult.council.rules.ruleset import Rules
from consult.council.rules.silence import SILENCE_CHOICES, listen
from consult.council.rules.stage import Stage
from consult.council.selectors.recount import plain_ballot, plain_seat


@dataclass(frozen=True, slots=True)
class Said:
    """The references of the ballots that count, by seat: in silence, and in the vote."""

    objections: dict[str, str]
    votes: dict[str, str]
    heard: frozenset[str]
    broken: bool

    def now(self, stage: Stage) -> dict[str, str]:
        """Return the ballots that count at a stage."""
        return self.objections if stage is Stage.SILENCE else self.votes


def said_on(rules: Rules, entries: list[RollEntry], ballots: list[Ballot]) -> Said:
    """Return what counts, as the pure rules say."""
    plain = [plain_ballot(ballot) for ballot in ballots]
    objections: dict[str, str] = {}
    silent: frozenset[str] = frozenset()
    broken = False
    if rules.silence is not None:
        heard = listen(rules.silence, plain)
        objections = {seat: ballot.ballot for seat, ballot in heard.held.items()}
        broken = heard.broken
        silent = frozenset(each.ballot for each in plain if each.choice in SILENCE_CHOICES)
        plain = [ballot for ballot in plain if ballot.choice not in SILENCE_CHOICES]
    counting = counting_ballots(Roll(tuple(plain_seat(entry) for entry in entries)), plain)
    votes = {seat: ballot.ballot for seat, ballot in counting.items()}
    return Said(objections, votes, silent, broken)


def reason_of(ballot: Ballot) -> str:
    """Return the reason given with a ballot, or that of an objection given later."""
    later = getattr(ballot, "later", None)
    return ballot.reason or (later.text if later is not None else "")
