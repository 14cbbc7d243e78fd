"""Somebody appeals against a decision."""

from __future__ import annotations

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
from moderation.actions.hand_over import hand_over_step
from moderation.models import Appeal, Case, Report
from moderation.registry import handler_for
from moderation.rules.appealing import (
    ANSWER_WITHIN,
    APPEAL_MAX,
    AppealTextMissing,
    AppealTooLong,
    NothingToAppeal,
    Party,
    require_appealable,
)
from moderation.rules.states import CaseState, Effect, Move, after
from moderation.selectors import case_called, latest_decision


@step
def lodge_appeal_step(
    *, case_id: UUID, token: str, text: str, key: UUID, now: datetime | None = None
) -> Appeal:
    """Appeal against a case's latest decision; once for a key, and once against a decision.

    Whoever holds the token of the author's receipt is the author, whoever holds that of a report
    its reporter; others get `NotThere`. Guarantees an appeal with the date by which it is
    answered, a case that waits for a moderator who took no part, or where there is none for
    somebody outside (`hand_over_step`), and a ledger entry, together.
    Refuses what is empty or longer than `APPEAL_MAX` (`AppealTextMissing`, `AppealTooLong`) and
    what `require_appealable` refuses.
    """
    found = case_called(case_id)
    party, report = _party(found, token)
    said = clean_text(text)
    if not said:
        raise AppealTextMissing()
    if len(said) > APPEAL_MAX:
        raise AppealTooLong(limit=APPEAL_MAX)
    at = now or timezone.now()

    def make() -> str:
        case = Case.objects.select_for_update(of=("self",)).select_related("review").get(pk=case_id)
        number = _appealable(case, party, report, at)
        appeal = Appeal.objects.create(
            case=case,
            decision_number=number,
            party=party,
            appellant_id=report.reporter_key if report else case.author_id,
            report_id=report.pk if report else None,
            text=said,
            filed_at=at,
            due_at=at + ANSWER_WITHIN,
        )
        case.state = after(CaseState(case.state), Move.APPEAL)
        case.version += 1
        case.claimed_by = case.claimed_until = None
        case.save(update_fields=["state", "version", "claimed_by", "claimed_until"])
        _record(case, appeal)
        hand_over_step(case_id=case.pk, now=at)
        return str(appeal.pk)

    made = once(
        scope=f"appeal:{case_id.hex}", key=key, body={"text": said, "token": token}, make=make
    )
    return Appeal.objects.select_related("case").get(pk=made)


def _party(case: Case, token: str) -> tuple[Party, Report | None]:
    """Say who appeals, by the token that they hold."""
    if handler_for(case.kind).opens(case.subject_id, token):
        return Party.AUTHOR, None
    report = case.reports.filter(token=token).first()
    if report is None:
        raise NotThere()
    return Party.REPORTER, report


def _appealable(case: Case, party: Party, report: Report | None, at: datetime) -> int:
    """Return the number of the decision, if this party may appeal against it."""
    decision = latest_decision(case)
    if case.erased_at is not None or decision is None or at < decision.told_at:
        raise NothingToAppeal()
    if report is not None and (report.is_muted or report.answered_by != decision.number):
        raise NothingToAppeal()
    require_appealable(
        state=CaseState(case.state),
        party=party,
        effect=Effect(decision.effect),
        on_appeal=decision.appeal_id is not None,
        by_order=bool(decision.order_source),
        decided_at=decision.decided_at,
        now=at,
        redacted=decision.redacted > 0,
    )
    return decision.number


def _record(case: Case, appeal: Appeal) -> None:
    appellant = f"person:{appeal.appellant_id}" if appeal.appellant_id else f"guest:{appeal.pk}"
    record(
        case.review.log_id,
        "case.appealed.v1",
        actor=appellant,
        subject=case.reference,
        data={
            "case": case.reference,
            "number": case.number,
            "decision_number": appeal.decision_number,
            "party": appeal.party,
            "due_at": format_instant(appeal.due_at),
        },
        committed={"text": appeal.text},
    )


@command
def lodge_appeal(**arguments: Any) -> Appeal:
    """Appeal against a decision: see `lodge_appeal_step`."""
    return lodge_appeal_step(**arguments)
