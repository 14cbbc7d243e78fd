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

        Raises NotOnRoll unless the person holds the seat in that rank, ChoiceNotOffered,
        NotPresent in a live session for a seat absent at the opening, and RevoteNotAllowed for a
        second ballot of a person where the rules let each vote once.
        """
        seat = self._seats.get(ballot.seat)
        if seat is None or seat.rank_of(ballot.person) != ballot.rank:
            raise NotOnRoll(seat=ballot.seat)
        if ballot.choice not in self._rules.choices:
            raise ChoiceNotOffered(choice=str(ballot.choice))
        if self._rules.session is Session.LIVE and not seat.present:
            raise NotPresent(seat=ballot.seat)
        voter = (ballot.seat, ballot.person)
        if not self._rules.revote and voter in self._voted:
            raise RevoteNotAllowed
        self._voted.add(voter)
