"""Which ballots a motion takes: by whom, for what, and how often."""

from __future__ import annotations

from consult.council.rules.ballot import Ballot
from consult.council.rules.errors import (
    ChoiceNotOffered,
    NotOnRoll,
    NotPresent,
    RevoteNotAllowed,
    SilenceKept,
    SilenceOver,
)
from consult.council.rules.roll import Roll
from consult.council.rules.ruleset import Rules, Session
from consult.council.rules.silence import SILENCE_CHOICES, Listening


class Admission:
    """The ballots of one motion as they come in, in ledger order.

    It remembers who has voted, and nothing of what they said; in a silence procedure, whose
    objections stand.
    """

    def __init__(self, roll: Roll, rules: Rules) -> None:
        self._seats = {entry.seat: entry for entry in roll.seats}
        self._rules = rules
        self._voted: set[tuple[str, str]] = set()
        self._listening = None if rules.silence is None else Listening(rules.silence)

    def require(self, ballot: Ballot) -> None:
        """Take a ballot, or refuse it.

        Raises ChoiceNotOffered, and whatever `require_sealed` raises. In a silence procedure
        also NothingToWithdraw, SilenceKept for a vote before silence is broken, and SilenceOver
        for an objection after the vote has begun.
        """
        if ballot.choice not in self._rules.choices:
            raise ChoiceNotOffered(choice=str(ballot.choice))
        if self._listening is not None:
            if ballot.choice in SILENCE_CHOICES:
                self._require_holder(ballot.seat, ballot.person, ballot.rank)
                if self._voted:
                    raise SilenceOver
                self._listening.hear(ballot)
                return
            if not self._listening.broken:
                raise SilenceKept
        self.require_sealed(ballot.seat, ballot.person, ballot.rank)

    def require_sealed(self, seat: str, person: str, rank: int) -> None:
        """Take a ballot whose choice is not known yet, or refuse it.

        Raises NotOnRoll unless the person holds the seat in that rank, NotPresent in a live
        session for a seat absent at the opening, and RevoteNotAllowed for a second ballot of a
        person where the rules let each vote once.
        """
        self._require_holder(seat, person, rank)
        voter = (seat, person)
        if not self._rules.revote and voter in self._voted:
            raise RevoteNotAllowed
        self._voted.add(voter)

    def _require_holder(self, seat: str, person: str, rank: int) -> None:
        entry = self._seats.get(seat)
        if entry is None or entry.rank_of(person) != rank:
            raise NotOnRoll(seat=seat)
        if self._rules.session is Session.LIVE and not entry.present:
            raise NotPresent(seat=seat)
