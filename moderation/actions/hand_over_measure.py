"""An appeal against a measure that nobody in the team could answer goes to somebody outside it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from consult.core.journal import record
from consult.core.transactions import step
from consult.ledger.instant import format_instant
from consult.notices.actions import tell_step
from moderation.actions.outside_link import link_is_out_step, make_link_step
from moderation.actions.remind import remind_step
from moderation.models import Adjudicator, Measure, MeasureAppeal, MeasureMandate
from moderation.selectors import (
    free_adjudicator_of_measure,
    measure_answerable_inside,
    measure_called,
    who_leads,
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
    appeal = shown.appeal
    if link_is_out_step(appeal=appeal, now=now) or measure_answerable_inside(shown.measure):
        return None
    outside = free_adjudicator_of_measure(shown.measure)
    if outside is None:
        _tell_that_nobody_can(shown.measure, appeal)
        return None
    return _send(shown.measure, appeal, outside, now)


def _send(
    measure: Measure, appeal: MeasureAppeal, outside: Adjudicator, now: datetime
) -> MeasureMandate:
    mandate, token = make_link_step(
        kind=MeasureMandate, appeal=appeal, adjudicator=outside, now=now
    )
    tell_step(
        to=outside.email,
        language=outside.language,
        template="moderation/mail/measure_outside_asked",
        context={
            "appeal": appeal,
            "review": measure.review,
            "outside": outside,
            "token": token,
            "mandate": mandate,
        },
        about=f"mandate:{mandate.pk}",
    )
    record(
        measure.review.log_id,
        "measure_appeal.handed_over.v1",
        actor="system",
        subject=measure.reference,
        data={
            "measure": measure.reference,
            "adjudicator": outside.reference,
            "expires_at": format_instant(mandate.expires_at),
        },
    )
    return mandate


def _tell_that_nobody_can(measure: Measure, appeal: MeasureAppeal) -> None:
    if not remind_step(review=measure.review, kind="nobody_can_answer", subject=str(appeal.pk)):
        return
    for person in who_leads(measure.review):
        tell_step(
            to=person.email,
            language=person.language,
            template="moderation/mail/measure_nobody_can_answer",
            context={"appeal": appeal, "review": measure.review},
        )
