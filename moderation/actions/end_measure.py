"""A measure is lifted, or the appeal against it is answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.models import User
from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.text import clean_text
from consult.core.transactions import command, step
from moderation.actions.add_act import Acting, add_act_step
from moderation.actions.take_measure import PERMISSION
from moderation.models import Measure
from moderation.rules.judging import EXPLANATION_MAX, ExplanationTooLong, is_own
from moderation.rules.measures import (
    ANSWERS,
    Act,
    Kind,
    MeasureEnded,
    MeasureReasonMissing,
    NothingToAnswer,
    OwnMeasure,
    require_no_part,
)
from moderation.rules.outside import AnswerVerdictMissing
from moderation.selectors import MeasureShown, measure_called


@step
def lift_measure_step(
    *, actor: Any, measure_id: UUID, explanation: str, key: UUID, now: datetime | None = None
) -> Measure:
    """Lift a measure before its end, with a reason; once for a key.

    Who may take such a measure may lift it. Guarantees the row, the ledger entry and the mail to
    the person, together. Refuses `OwnMeasure`, `MeasureEnded`, `MeasureReasonMissing`,
    `ExplanationTooLong`.
    """
    at = now or timezone.now()
    found = measure_called(measure_id, at).measure
    require(actor, PERMISSION[Kind(found.kind)], found.review)
    return _once(actor, found, Act.LIFT, explanation, key, at)


@step
def answer_measure_step(
    *,
    actor: Any,
    measure_id: UUID,
    verdict: str,
    explanation: str,
    key: UUID,
    now: datetime | None = None,
) -> Measure:
    """Uphold a measure on appeal, or overturn it, with a written answer; once for a key.

    Any moderator may who took no part (`TookPart`), for a suspension too, so that one lead is not
    judge of themselves. Guarantees what `lift_measure_step` does. Refuses further
    `AnswerVerdictMissing` and `NothingToAnswer`.
    """
    at = now or timezone.now()
    found = measure_called(measure_id, at).measure
    require(actor, "moderation.take_measure", found.review)
    if verdict not in ANSWERS:
        raise AnswerVerdictMissing()
    return _once(actor, found, Act(verdict), explanation, key, at)


def _once(
    actor: Any, found: Measure, act: Act, explanation: str, key: UUID, at: datetime
) -> Measure:
    reason = clean_text(explanation)
    if not reason:
        raise MeasureReasonMissing()
    if len(reason) > EXPLANATION_MAX:
        raise ExplanationTooLong(limit=EXPLANATION_MAX)

    def make() -> str:
        User.objects.select_for_update(no_key=True).filter(pk=found.person_key).first()
        Measure.objects.select_for_update().get(pk=found.pk)
        shown = measure_called(found.pk, at)
        _require_possible(actor, shown, act)
        by = Acting(actor.pk, actor.reference, actor.organisation_id, moderator=actor)
        made = add_act_step(by=by, measure=shown.measure, act=act, reason=reason, at=at)
        return str(made.pk)

    body = {"measure": str(found.pk), "act": str(act), "explanation": reason}
    made = once(scope=f"unmeasure:{actor.pk.hex[:30]}", key=key, body=body, make=make)
    return Measure.objects.select_related("review", "rule", "about").get(pk=made)


def _require_possible(actor: Any, shown: MeasureShown, act: Act) -> None:
    measure = shown.measure
    person = measure.person
    organisation = person.organisation_id if person else measure.person_organisation_id
    if is_own(measure.person_key, organisation, actor.pk, actor.organisation_id):
        raise OwnMeasure()
    if shown.ended is not None:
        raise MeasureEnded()
    if act is Act.LIFT:
        return
    if not shown.waits_for_answer:
        raise NothingToAnswer()
    require_no_part(actor.pk, [measure.moderator_key], measure.person_key)


@command
def lift_measure(**arguments: Any) -> Measure:
    """Lift a measure: see `lift_measure_step`."""
    return lift_measure_step(**arguments)


@command
def answer_measure(**arguments: Any) -> Measure:
    """Answer an appeal against a measure: see `answer_measure_step`."""
    return answer_measure_step(**arguments)
