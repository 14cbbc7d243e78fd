"""A moderator hands a case to a lead."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import people_with
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.notices.actions import tell_step
from moderation.actions.lock_case import lock_case_step
from moderation.models import Case, Escalation
from moderation.rules.escalating import require_note
from moderation.rules.judging import require_unmoved
from moderation.rules.states import CaseState, Move, after
from moderation.selectors import case_called


@step
def escalate_case_step(
    *,
    actor: Any,
    case_id: UUID,
    seen_version: int,
    note: str,
    key: UUID,
    now: datetime | None = None,
) -> Escalation:
    """Hand a waiting case to the review's lead moderators, who alone decide it from then on.

    Guarantees the note beside the case, a ledger entry that commits to it, and a mail to each
    lead that holds no word of the text; once for a key. Raises `NoteMissing`, `NoteTooLong`,
    `StaleDecision`, `MoveNotLegal`, and what `lock_case_step` refuses.
    """
    found = case_called(case_id)
    require(actor, "moderation.decide", found.review)
    said, at = clean_text(note), now or timezone.now()
    require_note(said)

    def make() -> str:
        case = lock_case_step(actor=actor, case_id=case_id, now=at)
        require_unmoved(seen_version, case.version)
        case.state = after(CaseState(case.state), Move.ESCALATE)
        case.version += 1
        case.claimed_by = case.claimed_until = None
        case.save(update_fields=["state", "version", "claimed_by", "claimed_until"])
        escalation = Escalation.objects.create(
            case=case, note=said, moderator=actor, escalated_at=at
        )
        _record(actor, case, said)
        _tell_leads(actor, case)
        return str(escalation.pk)

    body = {"case": str(case_id), "seen": seen_version, "note": said}
    made = once(scope=f"handon:{actor.pk.hex}", key=key, body=body, make=make)
    return Escalation.objects.select_related("case").get(pk=made)


def _record(actor: Any, case: Case, note: str) -> None:
    record(
        case.review.log_id,
        "case.escalated.v1",
        actor=actor.reference,
        subject=case.reference,
        data={"case": case.reference, "number": case.number},
        committed={"note": note},
    )


def _tell_leads(actor: Any, case: Case) -> None:
    for lead in people_with(case.review, Role.LEAD_MODERATOR):
        if lead != actor:
            tell_step(
                to=lead.email,
                language=lead.language,
                template="moderation/mail/escalated",
                context={"case": case, "review": case.review, "name": lead.name},
            )


@command
def escalate_case(**arguments: Any) -> Escalation:
    """Hand a case to a lead: see `escalate_case_step`."""
    return escalate_case_step(**arguments)
