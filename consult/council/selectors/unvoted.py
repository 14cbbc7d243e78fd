"""Seats that have not voted yet, and motions of which somebody is to be reminded."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from consult.council.models import Ballot, Motion, RollEntry
from consult.council.rules.motion import PENDING
from consult.council.rules.reminder import AHEAD, occasion_due
from consult.council.rules.silence import SILENCE_CHOICES
from consult.council.rules.stage import Stage
from consult.council.selectors.clock import database_now
from consult.council.selectors.deadline import stage_now, stage_opened


def unvoted_seats(motion: Motion) -> QuerySet[RollEntry]:
    """Return the entries of the roll without a ballot in the vote, in order.

    What a seat said in silence before the vote is none.
    """
    cast = Ballot.objects.filter(entry=OuterRef("pk"))
    if motion.escalated_at is not None:
        cast = cast.exclude(choice__in=sorted(SILENCE_CHOICES))
    return motion.roll.filter(~Exists(cast)).order_by("position", "pk")


def motions_to_remind() -> list[UUID]:
    """Return the motions of which a reminder is due by the database's clock, in two queries."""
    now = database_now()
    soon = Motion.objects.filter(
        state__in=sorted(PENDING),
        opens_at__lte=now,
        closes_at__gt=now,
        closes_at__lte=now + max(AHEAD.values()),
        # In a live session everybody who may vote is there.
        sitting__isnull=True,
    )
    return [
        motion.pk
        for motion in soon.prefetch_related("reminders").order_by("closes_at")
        if stage_now(motion) is Stage.VOTE
        and occasion_due(
            stage_opened(motion),
            motion.closes_at,
            now,
            {each.occasion for each in motion.reminders.all()},
        )
    ]
