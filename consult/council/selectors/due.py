"""Which motions wait for their result."""

from __future__ import annotations

from uuid import UUID

from consult.council.models import Motion
from consult.council.rules.motion import PENDING, State
from consult.council.selectors.clock import database_now


def due_motions() -> list[UUID]:
    """Return the motions whose closing time has come by the database's clock, oldest first.

    Those that wait for the chair of a live session, or for their turn, have none yet.
    """
    pending = Motion.objects.filter(state__in=sorted(PENDING), waits=False)
    due = pending.filter(closes_at__lte=database_now())
    due = due.exclude(state=State.NOTICED, sitting__isnull=False)
    return list(due.order_by("closes_at").values_list("pk", flat=True))


def motions_to_open() -> list[UUID]:
    """Return the motions whose opening time has come by the database's clock, oldest first."""
    noticed = Motion.objects.filter(state=State.NOTICED, waits=False, sitting__isnull=True)
    due = noticed.filter(opens_at__lte=database_now())
    return list(due.order_by("opens_at").values_list("pk", flat=True))
