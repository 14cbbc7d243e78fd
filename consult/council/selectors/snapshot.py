"""What a page that follows a motion needs to know, small enough to be sent at every change."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from consult.council.models import Motion
from consult.council.rules.silence import SILENCE_CHOICES
from consult.council.selectors.clock import database_now
from consult.council.selectors.deadline import stage_now
from consult.council.selectors.phase import phase_of


def snapshot(motion: Motion) -> dict[str, Any]:
    """Return a motion's present state as JSON values, in two queries besides the motion itself.

    `sequence` grows with every change, so that whoever gets two snapshots knows the later one.
    `seats` counts those that may vote, in a live session those present when voting opened.
    `voted` lists the seats that have cast a ballot in the present `stage` and never how; the result
    is in `status` once the motion is closed.
    """
    now = database_now()
    stage = stage_now(motion)
    said = Q() if motion.escalated_at is None else ~Q(ballots__choice__in=sorted(SILENCE_CHOICES))
    counted = motion.roll.annotate(cast=Count("ballots", filter=said)).order_by("position")
    if motion.sitting_id is not None and not motion.awaits_chair:
        counted = counted.filter(present=True)
    seats = list(counted.values_list("seat_id", "cast"))
    return {
        "motion": motion.number,
        "sequence": motion.revision,
        "phase": str(phase_of(motion, now)),
        "now": now.isoformat(timespec="milliseconds"),
        "opens_at": motion.opens_at.isoformat(timespec="milliseconds"),
        "closes_at": motion.closes_at.isoformat(timespec="milliseconds"),
        "seats": len(seats),
        "voted": [str(seat) for seat, cast in seats if cast],
        "stage": str(stage),
        "status": motion.outcome["status"] if motion.outcome else None,
    }
