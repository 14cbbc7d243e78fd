"""A moderator takes a decision back before anybody is told of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.mail import cancel_about
from consult.core.transactions import command, step
from consult.ledger.instant import format_instant
from moderation.actions.lock_case import lock_case_step
from moderation.actions.voices import follow_decision_step
from moderation.models import Case, Decision
from moderation.registry import handler_for
from moderation.rules.judging import LEASE, NoCodeInForce
from moderation.rules.states import CaseState, Effect, Verdict
from moderation.rules.undoing import NothingToUndo, require_undoable
from moderation.selectors import case_called, code_in_force, latest_decision


@step
def undo_decision_step(
    *, actor: Any, case_id: UUID, number: int, key: UUID, now: datetime | None = None
) -> Decision:
    """Take back the decision `number` of a case, which is then as the decision found it.

    The log keeps both: the undoing is a decision that supersedes. Guarantees, together or not at
    all, that the text is shown as before, that the notices of the decision never leave, that
    reports wait again, and that `actor` holds the case for `LEASE`; once for a key. Raises
    `NothingToUndo`, and what `lock_case_step` refuses.
    """
    found = case_called(case_id)
    require(actor, "moderation.decide", found.review)
    at = now or timezone.now()

    def make() -> str:
        handler_for(found.kind).lock(found.subject_id)
        case = lock_case_step(actor=actor, case_id=case_id, now=at)
        undone = latest_decision(case)
        if undone is None or undone.number != number:
            raise NothingToUndo()
        require_undoable(
            verdict=Verdict(undone.verdict),
            state_before=CaseState(undone.state_before),
            state=CaseState(case.state),
            is_own=undone.moderator_key == actor.pk,
            told_at=undone.told_at,
            now=at,
        )
        undoing = _write(actor, case, undone, at)
        case.state = undone.state_before
        case.version += 1
        case.claimed_by, case.claimed_until = actor, at + LEASE
        case.save(update_fields=["state", "version", "claimed_by", "claimed_until"])
        follow_decision_step(case=case, decision=undoing)
        handler_for(case.kind).apply(case, undoing)
        cancel_about(undone.reference)
        case.reports.filter(answered_by=undone.number).update(answered_by=0)
        _record(actor, case, undoing, undone)
        return str(undoing.pk)

    body = {"case": str(case_id), "number": number}
    made = once(scope=f"undo:{actor.pk.hex}", key=key, body=body, make=make)
    return Decision.objects.select_related("case").get(pk=made)


def _write(actor: Any, case: Case, undone: Decision, at: datetime) -> Decision:
    return Decision.objects.create(
        case=case,
        number=case.decisions.count() + 1,
        verdict=Verdict.UNDO,
        effect=Effect.REVERT,
        state_before=case.state,
        undoes=undone,
        moderator=actor,
        moderator_key=actor.pk,
        moderator_organisation_id=actor.organisation_id,
        author_id=case.author_id,
        organisation_id=case.organisation_id,
        decided_at=at,
        told_at=at,
    )


def _record(actor: Any, case: Case, undoing: Decision, undone: Decision) -> None:
    code = code_in_force(case.review)
    if code is None:
        raise NoCodeInForce()
    record(
        case.review.log_id,
        "case.decided.v1",
        actor=actor.reference,
        subject=case.reference,
        data={
            "case": case.reference,
            "number": case.number,
            "decision": undoing.verdict,
            "effect": undoing.effect,
            "source": "own_initiative",
            "rule": None,
            "code_version": code.version,
            "decision_number": undoing.number,
            "supersedes": undone.number,
            "told_at": format_instant(undoing.told_at),
            "automation": {"detection": "none", "decision": "none"},
        },
        committed={"explanation": "", "statement": {}},
    )


@command
def undo_decision(**arguments: Any) -> Decision:
    """Take a decision back: see `undo_decision_step`."""
    return undo_decision_step(**arguments)
