"""What a live session's page shows: its agenda, the motion as it stands, and who is present."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from consult.council.models import AgendaItem, FixedMinutes, Motion, Sitting
from consult.council.rules.sitting import SittingState
from consult.council.selectors.clock import database_now
from consult.council.selectors.minutes import fixed_minutes_of
from consult.council.selectors.phase import Phase, phase_of
from consult.council.selectors.present import SeatHere, seats_here
from consult.council.selectors.sittings import unopened_motions
from consult.council.selectors.snapshot import snapshot


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
    unopened: list[Motion]

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


def sitting_page(sitting: Sitting, reader: Any, *, may_run: bool) -> SittingPage:
    """Return the page of a session whose review is loaded, in a fixed number of queries.

    `unopened` are the motions that wait for its chair, for who may run the session alone.
    """
    items = list(sitting.items.order_by("position").select_related("motion__review", "minutes"))
    current = next((item for item in items if item.position == sitting.place), None)
    motion = current.motion if current else None
    here = seats_here(sitting, reader, may_run=may_run)
    return SittingPage(
        sitting=sitting,
        items=items,
        current=current,
        phase=phase_of(motion, database_now()) if motion else None,
        counted=snapshot(motion) if motion else None,
        seats=here,
        present=sum(row.since is not None for row in here),
        fixed=fixed_minutes_of(sitting),
        unopened=unopened_motions(sitting) if may_run else [],
    )
