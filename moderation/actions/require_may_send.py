"""An account that sends a text in is asked whether a measure bars it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from consult.core.transactions import step
from consult.reviews.models import Review
from moderation.models import Measure
from moderation.rules.measures import Kind, require_may_send
from moderation.selectors import bars_of, in_force, last_sent_at


@step
def require_may_send_step(*, actor: Any, review: Review, at: datetime) -> None:
    """Reads only. Refuse a text from an account that is barred at `at`; guests pass.

    Raises `Suspended` or `PostingSlowed`. With slower posting the measure stays locked until the
    text is stored, so that two sent at the same time are counted.
    """
    if actor is None or not actor.is_authenticated:
        return
    measures = in_force(actor.pk, review, at)
    slower = [one.pk for one in measures if one.kind == Kind.SLOWER]
    last = None
    if slower:
        _lock(slower)
        last = last_sent_at(actor.pk, review)
    require_may_send(bars_of(measures), last, at)


def _lock(keys: list[UUID]) -> None:
    list(Measure.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
