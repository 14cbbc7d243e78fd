"""Which motions wait for their result."""

from __future__ import annotations

from uuid import UUID

from consult.council.models import Motion
from consult.council.rules.motion import State
from consult.council.selectors.clock import database_now


def due_motions() -> list[UUID]:
    """Return the open motions whose closing time has come by the database's clock, oldest first."""
    due = Motion.objects.filter(state=State.OPEN, closes_at__lte=database_now())
    return list(due.order_by("closes_at").values_list("pk", flat=True))
