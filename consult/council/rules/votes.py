"""Adding up: what the seats of one scope said, in heads and in weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from consult.council.rules.ballot import Ballot, Choice
from consult.council.rules.roll import PROXY_RANK, Seat
from consult.council.rules.ruleset import PRESENCE, Base, Count, Less, Quorum, Rules, Side, Unit


@dataclass(frozen=True)
class Vote:
    """One seat with the ballot that counts for it, if any, and what that counts as."""

    seat: Seat
    ballot: Ballot | None
    side: Side | None

    def size(self, unit: Unit) -> int:
        """Return what the seat adds to a sum."""
        return 1 if unit is Unit.HEADS else self.seat.weight


@dataclass(frozen=True)
class Votes:
    """The seats of one scope: everyone, or one block."""

    votes: tuple[Vote, ...]

    def cast(self, unit: Unit, *sides: Side) -> int:
        """Return the sum of the seats on these sides."""
        return sum(vote.size(unit) for vote in self.votes if vote.side in sides)

    def saying(self, unit: Unit, *choices: Choice) -> int:
        """Return the sum of the seats whose counting ballot holds one of these choices."""
        return sum(
            vote.size(unit) for vote in self.votes if vote.ballot and vote.ballot.choice in choices
        )

    def base(self, base: Base, less: Iterable[Less], unit: Unit) -> int:
        """Return the size of a base, without the seats that leave it."""
        if base is Base.YES_NO:
            return self.cast(unit, Side.YES, Side.NO)
        if base is Base.YES_NO_ABSTAIN:
            return self.cast(unit, Side.YES, Side.NO, Side.ABSTAIN)
        return sum(
            vote.size(unit)
            for vote in self.votes
            if (base is Base.ENTITLED or vote.seat.present)
            and not (Less.RECUSED in less and vote.side is Side.RECUSED)
            and not (Less.VACANT in less and vote.seat.vacant)
        )

    def count(self, count: Count, base: int, unit: Unit) -> int:
        """Return what a test counts; `base` is the size of its base, for what is not yes."""
        if count is Count.NOT_YES:
            return base - self.cast(unit, Side.YES)
        if count is Count.OBJECT:
            return self.saying(unit, Choice.OBJECT)
        return self.cast(unit, Side(str(count)))

    def making_quorum(self, quorum: Quorum) -> int:
        """Return the sum of the seats that make a quorum."""
        return sum(
            vote.size(quorum.measure.unit) for vote in self.votes if _makes_quorum(vote, quorum)
        )

    @property
    def silent(self) -> bool:
        """Tell whether nobody here voted yes, no or abstain."""
        return self.base(Base.YES_NO_ABSTAIN, (), Unit.HEADS) == 0

    def as_data(self) -> dict[str, Any]:
        """Return every sum, in both units, for whoever wants to check the arithmetic."""
        return {str(unit): self._sums(unit) for unit in Unit}

    def _sums(self, unit: Unit) -> dict[str, int]:
        entitled = self.base(Base.ENTITLED, (), unit)
        sums = {str(side): self.cast(unit, side) for side in Side}
        return {
            **sums,
            "not_voting": entitled - sum(sums.values()),
            "entitled": entitled,
            "vacant": entitled - self.base(Base.ENTITLED, (Less.VACANT,), unit),
            "present": self.base(Base.PRESENT, (), unit),
            "represented": sum(vote.size(unit) for vote in self.votes if _represented(vote)),
        }


def votes_of(seats: Iterable[Seat], counting: Mapping[str, Ballot], rules: Rules) -> Votes:
    """Return the votes of some seats, given the counting ballot of each."""
    votes = []
    for seat in seats:
        ballot = counting.get(seat.seat)
        votes.append(Vote(seat, ballot, None if ballot is None else rules.side(ballot.choice)))
    return Votes(tuple(votes))


def _represented(vote: Vote) -> bool:
    return vote.ballot is not None and vote.ballot.rank == PROXY_RANK


def _makes_quorum(vote: Vote, quorum: Quorum) -> bool:
    """Tell whether a seat makes the quorum, by its presence or by its ballot; vacant ones never."""
    if _represented(vote) and not quorum.represented:
        return False
    if PRESENCE in quorum.made_by and vote.seat.present and not vote.seat.vacant:
        return True
    return vote.ballot is not None and vote.ballot.choice in quorum.made_by
