"""Rolls and ballots drawn at random, for the properties that hold for every one of them."""

from __future__ import annotations

from hypothesis import strategies as st

from consult.council.rules.ballot import VOTES, Ballot
from consult.council.rules.roll import Roll, parse_roll


@st.composite
def rolls(draw: st.DrawFn) -> Roll:
    seats = []
    for number in range(draw(st.integers(0, 7))):
        filled = draw(st.integers(0, 5)) > 0
        ranks = (0, 1, 100) if filled else ()
        seats.append(
            {
                "seat": str(number),
                "weight": draw(st.integers(1, 5)),
                "block": draw(st.sampled_from(["north", "south"])),
                "people": [{"rank": rank, "person": f"{number}-{rank}"} for rank in ranks],
                "present": draw(st.integers(0, 4)) > 0,
            }
        )
    return parse_roll(seats)


def cast(roll: Roll, draw: st.DrawFn, name: str) -> Ballot | None:
    filled = [seat for seat in roll.seats if seat.people and seat.present]
    if not filled:
        return None
    seat = draw(st.sampled_from(filled))
    holder = draw(st.sampled_from(seat.people))
    choice = draw(st.sampled_from(VOTES))
    return Ballot(name, seat.seat, holder.person, holder.rank, choice)
