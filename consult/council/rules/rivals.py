"""Rival amendments: voted one after the other in a stated order, until one is adopted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from consult.council.rules.amendment_errors import (
    NotRivals,
    PlacesUnclear,
    RivalWaits,
    TooFewRivals,
)
from consult.council.rules.motion import DECIDED, State
from consult.council.rules.outcome import Status


@dataclass(frozen=True, slots=True)
class Rival:
    """One amendment of an order as it stands: `status` is its result once it is decided.

    `waits` says that its turn has not come.
    """

    state: str
    status: str | None
    waits: bool

    @property
    def adopted(self) -> bool:
        """Tell whether the council adopted it."""
        return self.state in DECIDED and self.status == Status.ADOPTED

    @property
    def failed(self) -> bool:
        """Tell whether it can no longer be adopted."""
        return self.state == State.VOID or (self.state in DECIDED and not self.adopted)


@dataclass(frozen=True, slots=True)
class Turn:
    """The place of an amendment in its order, and the times stated for that order.

    `opens_at` is when the first opens, None at once.
    """

    place: int
    period: timedelta
    opens_at: datetime | None

    @property
    def waits(self) -> bool:
        """Tell whether others come first."""
        return self.place > 1

    def planned(self, now: datetime) -> tuple[datetime, datetime]:
        """Return opening and deadline if every amendment before this one runs its time."""
        opens = (self.opens_at or now) + (self.place - 1) * self.period
        return opens, opens + self.period


def require_rivals(
    places: Sequence[int], texts: Sequence[object], touched: Sequence[frozenset[str]]
) -> None:
    """Refuse an order of fewer than two, with unclear places, or of what are no rivals.

    Each argument has an entry for each amendment: its place, the text that it changes, and the
    passages that it touches. Raises TooFewRivals, PlacesUnclear and NotRivals.
    """
    if len(places) < 2:
        raise TooFewRivals()
    if sorted(places) != list(range(1, len(places) + 1)):
        raise PlacesUnclear()
    if len(set(texts)) != 1 or not frozenset.intersection(*touched):
        raise NotRivals()


def require_turn(*, waits: bool) -> None:
    """Refuse a ballot on an amendment whose turn has not come; raises RivalWaits."""
    if waits:
        raise RivalWaits


def whose_turn(order: Sequence[Rival]) -> int | None:
    """Return the index of the amendment whose turn comes now, or None.

    It comes once all before it have failed; where one is still to be decided, or was adopted,
    nobody's comes.
    """
    for index, rival in enumerate(order):
        if rival.failed:
            continue
        return index if rival.waits else None
    return None


def fallen(order: Sequence[Rival]) -> list[int]:
    """Return the indices of those that fall because one before them is adopted."""
    adopted = next((index for index, rival in enumerate(order) if rival.adopted), None)
    if adopted is None:
        return []
    return [
        index
        for index in range(adopted + 1, len(order))
        if order[index].state in (State.NOTICED, State.OPEN)
    ]


def times_of_turn(
    announced: datetime, period: timedelta, now: datetime
) -> tuple[datetime, datetime]:
    """Return opening and deadline of an amendment whose turn comes at `now`.

    It never opens before the time that was announced for it, and is open for the stated period.
    """
    opens = max(announced, now)
    return opens, opens + period
