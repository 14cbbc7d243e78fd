"""What a live session's page shows: its agenda, the motion as it stands, and who is present."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from consult.council.models import AgendaItem, FixedMinutes, Motion, Presence, Seat, Sitting
from consult.council.rules.sitting import SittingState
from consult.council.selectors.clock import database_now
from consult.council.selectors.minutes import fixed_minutes_of
from consult.council.selectors.phase import Phase, phase_of
from consult.council.selectors.snapshot import snapshot


def is_present(sitting: Sitting, seat: Seat) -> bool:
    """Say whether a seat has joined a session and not left it since."""
    last = sitting.presences.filter(seat=seat).order_by("-pk").first()
    return last is not None and last.joined


def presence_of(sitting: Sitting) -> dict[UUID, Presence]:
    """Return what was last recorded of each seat, in one query."""
    return {each.seat_id: each for each in sitting.presences.order_by("pk")}


def seats_present(sitting: Sitting) -> set[str]:
    """Return the seats that are present now, as the ledger names them, in one query."""
    return {f"seat:{seat}" for seat, last in presence_of(sitting).items() if last.joined}


@dataclass(frozen=True, slots=True)
class SeatHere:
    """A seat, since when it is present, and whether the reader may say so of it."""

    seat: Seat
    since: datetime | None
    own: bool


@dataclass(frozen=True, slots=True)
class SittingPage:
    """A session as somebody sees it now; `counted` is the current motion's state as it is sent."""

    sitting: Sitting
    items: list[AgendaItem]
    current: AgendaItem | None
    phase: Phase | None
    counted: dict[str, Any] | None
    seats: list[SeatHere]
    present: int
    fixed: FixedMinutes | None

    @property
    def voting_here(self) -> Motion | None:
        """Return the motion that is open and whose vote the chair of this session may end."""
        motion = self.current.motion if self.current else None
        here = motion is not None and motion.sitting_id == self.sitting.pk
        return motion if here and self.phase is Phase.OPEN else None

    @property
    def to_open(self) -> Motion | None:
        """Return the motion that waits for the chair of this session to open it now."""
        motion = self.current.motion if self.current else None
        if motion is None or motion.sitting_id != self.sitting.pk or not motion.awaits_chair:
            return None
        return motion if self.sitting.state == SittingState.RUNNING else None

    @property
    def all_voted(self) -> bool:
        """Say whether every seat that may vote has."""
        return self.counted is not None and len(self.counted["voted"]) == self.counted["seats"]

    @property
    def minutes(self) -> list[AgendaItem]:
        """Return the items of which something is written down."""
        return [each for each in self.items if hasattr(each, "minutes") and each.minutes.text]

    @property
    def last(self) -> bool:
        """Say whether no item follows."""
        return self.sitting.place >= len(self.items)


def sitting_page(sitting: Sitting, reader: Any) -> SittingPage:
    """Return the page of a session whose review is loaded, in a fixed number of queries."""
    items = list(sitting.items.order_by("position").select_related("motion__review", "minutes"))
    current = next((item for item in items if item.position == sitting.place), None)
    motion = current.motion if current else None
    seats = (
        Seat.objects.filter(institution__review=sitting.review_id, active=True)
        .select_related("institution")
        .prefetch_related("people")
        .order_by("position", "institution__slug")
    )
    last = presence_of(sitting)
    here = [
        SeatHere(
            seat,
            last[seat.pk].at if seat.pk in last and last[seat.pk].joined else None,
            any(person.user_id == reader.pk for person in seat.people.all()),
        )
        for seat in seats
    ]
    return SittingPage(
        sitting=sitting,
        items=items,
        current=current,
        phase=phase_of(motion, database_now()) if motion else None,
        counted=snapshot(motion) if motion else None,
        seats=here,
        present=sum(row.since is not None for row in here),
        fixed=fixed_minutes_of(sitting),
    )
