"""Somebody outside the team answers an appeal against a measure by the link mailed to them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.models import User
from consult.core.idempotency import once
from consult.core.text import clean_text
from consult.core.transactions import command, step
from moderation.actions.add_act import Acting, add_act_step
from moderation.actions.outside_link import revoke_link_step
from moderation.models import Measure, MeasureMandate
from moderation.rules.judging import EXPLANATION_MAX, ExplanationTooLong
from moderation.rules.measures import (
    ANSWERS,
    Act,
    MeasureReasonMissing,
    NothingToAnswer,
    require_no_part,
)
from moderation.rules.outside import AnswerVerdictMissing, MandateOver
from moderation.selectors import measure_called, measure_mandate_of


@step
def adjudicate_measure_step(
    *, token: str, verdict: str, explanation: str, key: UUID, now: datetime | None = None
) -> Measure:
    """Uphold or overturn a measure, with a written reason; once for a key.

    Whoever holds the token may, without an account. Guarantees what `answer_measure_step` does, by
    a row that names the adjudicator in the place of a moderator, and that the link opens nothing
    afterwards. Raises `NotThere`, `MandateOver`, `AnswerVerdictMissing`, `MeasureReasonMissing`,
    `ExplanationTooLong`, `NothingToAnswer` and `TookPart`.
    """
    at = now or timezone.now()
    reason = clean_text(explanation)
    if verdict not in ANSWERS:
        raise AnswerVerdictMissing()
    if not reason:
        raise MeasureReasonMissing()
    if len(reason) > EXPLANATION_MAX:
        raise ExplanationTooLong(limit=EXPLANATION_MAX)

    def make() -> str:
        found = measure_mandate_of(token, at)
        measure = found.appeal.measure
        User.objects.select_for_update(no_key=True).filter(pk=measure.person_key).first()
        Measure.objects.select_for_update().get(pk=measure.pk)
        mandate = MeasureMandate.objects.select_for_update().get(pk=found.pk)
        if mandate.revoked_at is not None:
            raise MandateOver()
        added = _answer(found, Act(verdict), reason, at)
        revoke_link_step(mandate=mandate, at=at)
        return str(added.pk)

    # No part of the token itself is kept: whoever reads the table could otherwise guess the rest.
    scope = f"outside:{hashlib.sha256(token.encode()).hexdigest()[:32]}"
    body = {"verdict": verdict, "explanation": reason}
    made = once(scope=scope, key=key, body=body, make=make)
    return Measure.objects.select_related("review", "rule", "about").get(pk=made)


def _answer(mandate: MeasureMandate, act: Act, reason: str, at: datetime) -> Measure:
    """Write the answer with all that follows from it, under the locks."""
    shown = measure_called(mandate.appeal.measure_id, at)
    if not shown.waits_for_answer:
        raise NothingToAnswer()
    measure, outside = shown.measure, mandate.adjudicator
    require_no_part(outside.pk, [measure.moderator_key], measure.person_key)
    by = Acting(outside.pk, outside.reference, outside=outside)
    return add_act_step(by=by, measure=measure, act=act, reason=reason, at=at)


@command
def adjudicate_measure(**arguments: Any) -> Measure:
    """Answer an appeal against a measure from outside: see `adjudicate_measure_step`."""
    return adjudicate_measure_step(**arguments)
