"""The silence procedure: adopted unless seats object before the deadline.

An objection counts from its instant. A seat speaks by its highest rank, so that an alternate
neither objects over a minister's withdrawal nor withdraws what the minister objected.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from consult.council.rules.ballot import Ballot, Choice
from consult.council.rules.conduct import Silence, SilenceThen
from consult.council.rules.errors import NothingToWithdraw
from consult.council.rules.ruleset import Base, Compare, Count, Less, Measure, Over, Test, Unit

SILENCE_CHOICES = frozenset({Choice.OBJECT, Choice.WITHDRAW})


def objections(silence: Silence) -> Test:
    """Return the test that a silence procedure is: fewer objections than would break it."""
    limit = Measure(
        unit=Unit.HEADS,
        compare=Compare.FEWER_THAN,
        share=None,
        number=silence.broken_by,
        base=Base.ENTITLED,
        less=frozenset({Less.VACANT}),
        over=Over.EVERYONE,
    )
    return Test(Count.OBJECT, limit)


class Listening:
    """What the seats said during one silence procedure, ballot by ballot in ledger order."""

    def __init__(self, rule: Silence) -> None:
        self._rule = rule
        self._objected: set[str] = set()
        self.held: dict[str, Ballot] = {}
        self.first_broken_by: str | None = None

    def hear(self, ballot: Ballot) -> None:
        """Take an objection or a withdrawal; raises NothingToWithdraw.

        Where the rule does not let a withdrawal restore silence, it is kept and changes nothing.
        """
        if ballot.choice is Choice.WITHDRAW:
            if ballot.seat not in self._objected:
                raise NothingToWithdraw(seat=ballot.seat)
            if not self._rule.withdrawal_restores:
                return
        self._objected.add(ballot.seat)
        held = self.held.get(ballot.seat)
        if held is None or ballot.rank <= held.rank:
            self.held[ballot.seat] = ballot
        if self.broken and self.first_broken_by is None:
            self.first_broken_by = ballot.ballot

    @property
    def standing(self) -> list[str]:
        """Return the seats whose objection stands, sorted."""
        return sorted(seat for seat, held in self.held.items() if held.choice is Choice.OBJECT)

    @property
    def broken(self) -> bool:
        """Tell whether enough objections stand."""
        return len(self.standing) >= self._rule.broken_by

    def as_data(self, *, voted: bool) -> dict[str, Any]:
        """Return what was heard as plain values; `voted` says whether a vote was then held."""
        return {
            **self._rule.as_data(),
            "broken": self.broken,
            "first_broken_by": self.first_broken_by,
            "standing": self.standing,
            "withdrawn": sorted(self._objected - set(self.standing)),
            "vote_follows": self.broken and self._rule.then is SilenceThen.VOTE,
            "voted": voted,
        }


def listen(rule: Silence, ballots: Iterable[Ballot]) -> Listening:
    """Return what was heard in all the objections and withdrawals among some ballots."""
    heard = Listening(rule)
    for ballot in ballots:
        if ballot.choice in SILENCE_CHOICES:
            heard.hear(ballot)
    return heard
