"""Which ballots a motion takes: by whom, for what, and how often."""

from __future__ import annotations

from consult.council.rules.ballot import Ballot
from consult.council.rules.errors import (
    ChoiceNotOffered,
    NotOnRoll,
    NotPresent,
    RevoteNotAllowed,
)
from consult.council.rules.roll import Roll
from consult.council.rules.ruleset import Rules, Session


class Admission:
    """The ballots of one motion as they come in, in ledger order.

    It remembers who has voted, and nothing of what they said.
    """

    def __init__(self, roll: Roll, rules: Rules) -> None:
        self._seats = {entry.seat: entry for entry in roll.seats}
        self._rules = rules
        self._voted: set[tuple[str, str]] = set()

    def require(self, ballot: Ballot) -> None:
        """Take a ballot, or refuse it.

        Raises ChoiceNotOffered, and whatever `require_sealed` raises.
        """
        if ballot.choice not in self._rules.choices:
            raise ChoiceNotOffered(choice=str(ballot.choice))
        self.require_sealed(ballot.seat, ballot.person, ballot.rank)

    def require_sealed(self, seat: str, person: str, rank: int) -> None:
        """Take a ballot whose choice is not known yet, or refuse it.

        Raises NotOnRoll unless the person holds the seat in that rank, NotPresent in a live
        session for a seat absent at the opening, and RevoteNotAllowed for a second ballot of a
        person where the rules let each vote once.
        """
        entry = self._seats.get(seat)
        if entry is None or entry.rank_of(person) != rank:
            raise NotOnRoll(seat=seat)
        if self._rules.session is Session.LIVE and not entry.present:
            raise NotPresent(seat=seat)
        voter = (seat, person)
        if not self._rules.revote and voter in self._voted:
            raise RevoteNotAllowed
        self._voted.add(voter)
