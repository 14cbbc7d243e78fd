"""The roll: who may vote, with what weight, frozen before the first ballot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from consult.council.rules.errors import ProxiesExceeded, RollMalformed

MEMBER_RANK = 0
PROXY_RANK = 100
"""Alternates stand between: the first has rank 1, the second rank 2, and so on."""

_HEAVIEST = 10**100 - 1
"""Python writes no number of more than 4,300 digits, which sums of weights must stay below."""


@dataclass(frozen=True)
class Holder:
    """A person who may vote for a seat; the lower the rank, the more their ballot counts."""

    rank: int
    person: str


@dataclass(frozen=True)
class Seat:
    """One seat as the roll froze it.

    A seat without people is vacant. `present` says whether it was present when a live vote
    opened, and is None in a written procedure.
    """

    seat: str
    institution: str
    weight: int
    block: str | None
    people: tuple[Holder, ...]
    present: bool | None = None

    @property
    def vacant(self) -> bool:
        """Tell whether nobody could vote for the seat."""
        return not self.people

    def rank_of(self, person: str) -> int | None:
        """Return the rank of a person in this seat, or None."""
        return next((holder.rank for holder in self.people if holder.person == person), None)


@dataclass(frozen=True)
class Roll:
    """All seats of a motion, each name once."""

    seats: tuple[Seat, ...]

    def find(self, seat: str) -> Seat | None:
        """Return the seat of a name, or None."""
        return next((entry for entry in self.seats if entry.seat == seat), None)

    def as_data(self) -> list[dict[str, Any]]:
        """Return the roll as plain values, the form that parse_roll reads."""
        return [_seat_data(entry) for entry in self.seats]


def require_proxies(roll: Roll, limit: int | None) -> None:
    """Refuse a person who is the proxy of more seats than `limit`; raises ProxiesExceeded.

    Only proxies count: whoever holds a seat of their own may be a proxy besides. A proxy cannot
    be passed on, since the roll names persons and takes no ballot from anybody else.
    """
    held = Counter(
        holder.person for seat in roll.seats for holder in seat.people if holder.rank == PROXY_RANK
    )
    for person, seats in sorted(held.items()):
        if limit is not None and seats > limit:
            raise ProxiesExceeded(person=person, held=seats, limit=limit)


def _seat_data(entry: Seat) -> dict[str, Any]:
    data: dict[str, Any] = {
        "seat": entry.seat,
        "institution": entry.institution,
        "weight": entry.weight,
        "block": entry.block,
        "people": [{"rank": holder.rank, "person": holder.person} for holder in entry.people],
    }
    if entry.present is not None:
        data["present"] = entry.present
    return data


def parse_roll(data: Any) -> Roll:
    """Read a roll from plain values; raises RollMalformed.

    `institution` defaults to the seat's name, `weight` to 1, `block` to none and `present` to
    unknown, so that a roll typed by hand may be short. Seats are unique; in a seat, so are ranks
    and people.
    """
    if not isinstance(data, list):
        raise RollMalformed(path="roll", reason="it is no list")
    seats = tuple(_parse_seat(entry, f"roll[{place}]") for place, entry in enumerate(data))
    _require_unique((entry.seat for entry in seats), "roll", "a seat is named twice")
    return Roll(seats)


def _parse_seat(data: Any, path: str) -> Seat:
    known = {"seat", "institution", "weight", "block", "people", "present"}
    _require_object(data, path, known)
    seat = _text(data.get("seat"), f"{path}.seat")
    weight = data.get("weight", 1)
    if type(weight) is not int or weight < 1:
        raise RollMalformed(path=f"{path}.weight", reason="it is no whole number from 1")
    if weight > _HEAVIEST:
        raise RollMalformed(path=f"{path}.weight", reason="it has more than 100 digits")
    block = data.get("block")
    present = data.get("present")
    if present is not None and type(present) is not bool:
        raise RollMalformed(path=f"{path}.present", reason="it is neither true nor false")
    people = data.get("people")
    if not isinstance(people, list):
        raise RollMalformed(path=f"{path}.people", reason="it is no list")
    holders = tuple(_parse_holder(each, f"{path}.people[{n}]") for n, each in enumerate(people))
    _require_unique((h.rank for h in holders), f"{path}.people", "a rank is given twice")
    _require_unique((h.person for h in holders), f"{path}.people", "a person stands twice")
    return Seat(
        seat=seat,
        institution=_text(data.get("institution", seat), f"{path}.institution"),
        weight=weight,
        block=None if block is None else _text(block, f"{path}.block"),
        people=holders,
        present=present,
    )


def _parse_holder(data: Any, path: str) -> Holder:
    _require_object(data, path, {"rank", "person"})
    rank = data.get("rank")
    if type(rank) is not int or not MEMBER_RANK <= rank <= PROXY_RANK:
        reason = f"it is no whole number from {MEMBER_RANK} to {PROXY_RANK}"
        raise RollMalformed(path=f"{path}.rank", reason=reason)
    return Holder(rank, _text(data.get("person"), f"{path}.person"))


def _require_object(data: Any, path: str, known: Iterable[str]) -> None:
    if not isinstance(data, Mapping):
        raise RollMalformed(path=path, reason="it is no object")
    for name in data:
        if name not in known:
            raise RollMalformed(path=f"{path}.{name}", reason="it is not known here")


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str) or not value:
        raise RollMalformed(path=path, reason="it is no text, or empty")
    return value


def _require_unique(values: Iterable[Any], path: str, reason: str) -> None:
    listed = list(values)
    if len(set(listed)) != len(listed):
        raise RollMalformed(path=path, reason=reason)
