"""Somebody appeals against a measure on their account."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.core.errors import NotThere
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.ledger.instant import format_instant
from consult.notices.actions import tell_step
from moderation.actions.hand_over_measure import hand_over_measure_step
from moderation.models import Measure, MeasureAppeal
from moderation.rules.appealing import (
    ANSWER_WITHIN,
    APPEAL_MAX,
    AppealTextMissing,
    AppealTooLong,
)
from moderation.rules.measures import require_appealable
from moderation.selectors import measure_called, who_leads


@step
def appeal_measure_step(
    *,
    measure_id: UUID,
    text: str,
    key: UUID,
    actor: Any = None,
    token: str = "",
    now: datetime | None = None,
) -> MeasureAppeal:
    """Appeal against a measure, once and for free; once for a key.

    The account itself may, signed in as `actor`, or whoever holds the `token` of the mailed link;
    others get `NotThere`. Guarantees an appeal with the date by which it is answered, a ledger
    entry and a mail to the leads, together; where nobody in the team could answer, the appeal goes
    outside (`hand_over_measure_step`). The measure goes on meanwhile. Refuses
    `AppealTextMissing`, `AppealTooLong`, `NothingToAppeal` and `AppealTooLate`.
    """
    at = now or timezone.now()
    found = measure_called(measure_id, at).measure
    if not _is_theirs(found, actor, token):
        raise NotThere()
    said = clean_text(text)
    if not said:
        raise AppealTextMissing()
    if len(said) > APPEAL_MAX:
        raise AppealTooLong(limit=APPEAL_MAX)

    def make() -> str:
        Measure.objects.select_for_update().get(pk=measure_id)
        shown = measure_called(measure_id, at)
        require_appealable(
            told_at=shown.measure.told_at,
            was_appealed=shown.appeal is not None,
            has_ended=shown.ended is not None,
            now=at,
        )
        appeal = MeasureAppeal.objects.create(
            measure=shown.measure, text=said, filed_at=at, due_at=at + ANSWER_WITHIN
        )
        _record(shown.measure, appeal)
        _tell_leads(shown.measure, appeal)
        hand_over_measure_step(measure_id=measure_id, now=at)
        return str(appeal.pk)

    scope = f"measured:{measure_id.hex[:30]}"
    made = once(scope=scope, key=key, body={"text": said}, make=make)
    return MeasureAppeal.objects.select_related("measure").get(pk=made)


def _is_theirs(measure: Measure, actor: Any, token: str) -> bool:
    if token:
        return hashlib.sha256(token.encode()).hexdigest() == measure.token_sha256
    return actor is not None and actor.is_authenticated and actor.pk == measure.person_key


def _record(measure: Measure, appeal: MeasureAppeal) -> None:
    record(
        measure.review.log_id,
        "measure.appealed.v1",
        actor=f"person:{measure.person_key}",
        subject=measure.reference,
        data={"measure": measure.reference, "due_at": format_instant(appeal.due_at)},
        committed={"text": appeal.text},
    )


def _tell_leads(measure: Measure, appeal: MeasureAppeal) -> None:
    for lead in who_leads(measure.review):
        tell_step(
            to=lead.email,
            language=lead.language,
            template="moderation/mail/measure_appealed",
            context={"measure": measure, "appeal": appeal, "review": measure.review},
            about=measure.reference,
        )


@command
def appeal_measure(**arguments: Any) -> MeasureAppeal:
    """Appeal against a measure: see `appeal_measure_step`."""
    return appeal_measure_step(**arguments)
