"""The minutes of a live session, item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from consult.council.models import AgendaItem, FixedMinutes, Motion, Sitting
from consult.council.rules.sitting import SittingState


@dataclass(frozen=True, slots=True)
class Written:
    """One agenda item and what was written down of it; `revision` 0 says that nothing was."""

    item_id: int
    position: int
    title: str
    text: str
    revision: int
    motion: Motion | None


def minutes_of(sitting: Sitting) -> list[Written]:
    """Return every item of a session in order, with its minutes or none, in one query."""
    items = sitting.items.select_related("minutes", "motion").order_by("position")
    return [_written(item) for item in items]


def _written(item: AgendaItem) -> Written:
    kept = getattr(item, "minutes", None)
    text, revision = (kept.text, kept.revision) if kept else ("", 0)
    return Written(item.pk, item.position, item.title, text, revision, item.motion)


def fixed_minutes_of(sitting: Sitting) -> FixedMinutes | None:
    """Return the hash of the minutes as they were fixed, or None while they are a draft."""
    if sitting.state != SittingState.ENDED:
        return None
    return FixedMinutes.objects.filter(sitting=sitting).first()


def minutes_on(motions: Iterable[Motion]) -> dict[UUID, list[str]]:
    """Return what the fixed minutes of ended sessions say of each motion, in one query.

    A draft is the room's alone, and is not among them.
    """
    items = AgendaItem.objects.filter(
        motion__in=list(motions), sitting__state=SittingState.ENDED, minutes__text__gt=""
    )
    said: dict[UUID, list[str]] = defaultdict(list)
    ordered = items.order_by("sitting__ended_at", "position")
    for motion, text in ordered.values_list("motion", "minutes__text"):
        said[motion].append(text)
    return said
