"""Ballots, and which one of a seat counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from consult.council.rules.errors import BallotMalformed, NotOnRoll
from consult.council.rules.roll import Roll


class Choice(StrEnum):
    """What a ballot says.

    OBJECT breaks silence, or, in a written vote that all must accept, refuses that procedure;
    WITHDRAW takes an objection to a text back.
    """

    APPROVE = "approve"
    RESERVATIONS = "reservations"
    REJECT = "reject"
    ABSTAIN = "abstain"
    RECUSED = "recused"
    OBJECT = "object"
    WITHDRAW = "withdraw"


VOTES = (
    Choice.APPROVE,
    Choice.RESERVATIONS,
    Choice.REJECT,
    Choice.ABSTAIN,
    Choice.RECUSED,
)
"""The choices of a vote; every outcome states their sums, whether they were offered or not."""


@dataclass(frozen=True)
class Ballot:
    """One cast ballot; `ballot` is its own name, `rank` the person's rank in the seat."""

    ballot: str
    seat: str
    person: str
    rank: int
    choice: Choice

    def as_data(self) -> dict[str, Any]:
        """Return the ballot as plain values, the form that parse_ballots reads."""
        return {
            "ballot": self.ballot,
            "seat": self.seat,
            "person": self.person,
            "rank": self.rank,
            "choice": str(self.choice),
        }


def parse_ballots(data: Any) -> tuple[Ballot, ...]:
    """Read ballots, in ledger order, from plain values; raises BallotMalformed."""
    if not isinstance(data, list):
        raise BallotMalformed(path="ballots", reason="it is no list")
    ballots = tuple(_parse_ballot(each, f"ballots[{place}]") for place, each in enumerate(data))
    if len({each.ballot for each in ballots}) != len(ballots):
        raise BallotMalformed(path="ballots", reason="a ballot is named twice")
    return ballots


def _parse_ballot(data: Any, path: str) -> Ballot:
    if not isinstance(data, Mapping) or set(data) != {
        "ballot",
        "seat",
        "person",
        "rank",
        "choice",
    }:
        reason = "it has not exactly the fields ballot, seat, person, rank, choice"
        raise BallotMalformed(path=path, reason=reason)
    for name in ("ballot", "seat", "person"):
        if not isinstance(data[name], str) or not data[name]:
            raise BallotMalformed(path=f"{path}.{name}", reason="it is no text, or empty")
    if type(data["rank"]) is not int:
        raise BallotMalformed(path=f"{path}.rank", reason="it is no whole number")
    if data["choice"] not in list(Choice):
        raise BallotMalformed(path=f"{path}.choice", reason="it is no choice of a ballot")
    return Ballot(**{**data, "choice": Choice(data["choice"])})


def counting_ballots(roll: Roll, ballots: Iterable[Ballot]) -> dict[str, Ballot]:
    """Return the ballot of each seat that counts, by seat, in the order of the roll.

    `ballots` stand in ledger order. The one of the highest rank counts (member, then alternates
    in order, then proxy), and within a rank the last: a deputy never overrides the minister,
    whoever voted later. Raises NotOnRoll for a ballot by somebody who does not hold the seat in
    that rank.
    """
    seats = {entry.seat: entry for entry in roll.seats}
    chosen: dict[str, Ballot] = {}
    for ballot in ballots:
        entry = seats.get(ballot.seat)
        if entry is None or entry.rank_of(ballot.person) != ballot.rank:
            raise NotOnRoll(seat=ballot.seat)
        held = chosen.get(ballot.seat)
        if held is None or ballot.rank <= held.rank:
            chosen[ballot.seat] = ballot
    return {seat: chosen[seat] for seat in seats if seat in chosen}
