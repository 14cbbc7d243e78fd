"""A moderator decides a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.text import clean_text
from consult.core.transactions import command, step
from moderation.actions.lock_case import lock_case_step
from moderation.actions.state_reasons import explain_to_author_step, reasons_for
from moderation.models import Case, CodeOfConduct, Decision, Rule
from moderation.registry import handler_for
from moderation.rules.judging import (
    EXPLANATION_MAX,
    ExplanationMissing,
    ExplanationTooLong,
    NoCodeInForce,
    RuleMissing,
    StaleDecision,
)
from moderation.rules.states import CaseState, Verdict, after
from moderation.selectors import case_called, code_in_force


@step
def decide_case_step(
    *,
    actor: Any,
    case_id: UUID,
    seen_version: int,
    verdict: Verdict,
    rule_code: str = "",
    explanation: str = "",
    key: UUID,
    now: datetime | None = None,
) -> Decision:
    """Approve or reject a text; a rejection cites a rule in force and explains it.

    Guarantees, together or not at all: the decision with its statement of reasons, its effect on
    the text, the ledger entry, and the mail to the author; once for a key. Refuses a case that
    has changed since `seen_version` (`StaleDecision`), one that is decided already
    (`MoveNotLegal`), a rejection without rule (`RuleMissing`) or explanation
    (`ExplanationMissing`, `ExplanationTooLong`), any decision before a code of conduct is
    published (`NoCodeInForce`), and what `lock_case_step` refuses.
    """
    found = case_called(case_id)
    require(actor, "moderation.decide", found.review)
    verdict, reason = Verdict(verdict), clean_text(explanation)
    at = now or timezone.now()

    def make() -> str:
        handler_for(found.kind).lock(found.subject_id)
        case = lock_case_step(actor=actor, case_id=case_id, now=at)
        if case.version != seen_version:
            raise StaleDecision()
        state = after(CaseState(case.state), verdict)
        code = _code(case)
        rule = _cited(verdict, code, rule_code, reason)
        decision = _write(actor, case, verdict, rule, reason, at)
        case.state = state
        case.version += 1
        case.claimed_by = case.claimed_until = None
        case.save(update_fields=["state", "version", "claimed_by", "claimed_until"])
        handler_for(case.kind).apply(case, decision)
        explain_to_author_step(case=case, decision=decision)
        _record(actor, case, decision, code)
        return str(decision.pk)

    body = {"case": str(case_id), "seen": seen_version, "verdict": str(verdict)}
    body |= {"rule": rule_code, "explanation": reason}
    made = once(scope=f"decide:{actor.pk.hex}", key=key, body=body, make=make)
    return Decision.objects.select_related("case", "rule").get(pk=made)


def _write(
    actor: Any, case: Case, verdict: Verdict, rule: Rule | None, reason: str, at: datetime
) -> Decision:
    return Decision.objects.create(
        case=case,
        number=case.decisions.count() + 1,
        verdict=verdict,
        rule=rule,
        explanation=reason if rule else "",
        statement=reasons_for(case, rule, reason, at),
        moderator=actor,
        decided_at=at,
    )


def _code(case: Case) -> CodeOfConduct:
    code = code_in_force(case.review)
    if code is None:
        raise NoCodeInForce()
    return code


def _cited(verdict: Verdict, code: CodeOfConduct, rule_code: str, reason: str) -> Rule | None:
    """Return the rule that a rejection cites; an approval cites none."""
    if verdict is Verdict.APPROVE:
        return None
    rule = code.rules.filter(code=rule_code).first()
    if rule is None:
        raise RuleMissing()
    if not reason:
        raise ExplanationMissing()
    if len(reason) > EXPLANATION_MAX:
        raise ExplanationTooLong(limit=EXPLANATION_MAX)
    return rule


def _record(actor: Any, case: Case, decision: Decision, code: CodeOfConduct) -> None:
    record(
        case.review.log_id,
        "case.decided.v1",
        actor=actor.reference,
        subject=case.reference,
        data={
            "case": case.reference,
            "number": case.number,
            "decision": decision.verdict,
            "rule": decision.rule.code if decision.rule else None,
            "code_version": code.version,
            "decision_number": decision.number,
            "supersedes": decision.number - 1 or None,
        },
        committed={"explanation": decision.explanation, "statement": decision.statement},
    )


@command
def decide_case(**arguments: Any) -> Decision:
    """Decide a case: see `decide_case_step`."""
    return decide_case_step(**arguments)
