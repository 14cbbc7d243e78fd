"""An appeal against a measure that nobody in the team could answer goes to somebody outside it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from consult.core.transactions import step
from moderation.actions.outside_link import (
    link_is_out_step,
    send_link_step,
    tell_that_nobody_can_step,
)
from moderation.models import Measure, MeasureMandate
from moderation.selectors import (
    free_adjudicator_of_measure,
    measure_answerable_inside,
    measure_called,
)


@step
def hand_over_measure_step(*, measure_id: UUID, now: datetime) -> MeasureMandate | None:
    """Send a waiting appeal against a measure outside, if nobody in the team could answer it.

    Returns None where a colleague can, where a link is out already, or where nobody outside is
    named: then leads and administrators are told, once for an appeal. The link opens until
    `link_ends_at`, for this appeal alone.
    """
    Measure.objects.select_for_update().get(pk=measure_id)
    shown = measure_called(measure_id, now)
    if not shown.waits_for_answer or shown.measure.person is None:
        return None
    measure, appeal = shown.measure, shown.appeal
    if link_is_out_step(appeal=appeal, now=now) or measure_answerable_inside(measure):
        return None
    outside = free_adjudicator_of_measure(measure)
    if outside is None:
        tell_that_nobody_can_step(
            review=measure.review,
            appeal=appeal,
            template="moderation/mail/measure_nobody_can_answer",
            more={},
        )
        return None
    return send_link_step(
        kind=MeasureMandate,
        review=measure.review,
        appeal=appeal,
        adjudicator=outside,
        template="moderation/mail/measure_outside_asked",
        more={},
        event="measure_appeal.handed_over.v1",
        about={"measure": measure.reference},
        now=now,
    )
