"""Somebody outside the team answers an appeal by the link that was mailed to them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.text import clean_text
from consult.core.transactions import command, step
from moderation.actions.answer_reports import answer_reports_step
from moderation.actions.state_reasons import explain_to_author_step, reasons_for
from moderation.models import Case, CodeOfConduct, Decision, Mandate, Rule
from moderation.registry import handler_for
from moderation.rules.appealing import Party, require_no_part
from moderation.rules.judging import (
    EXPLANATION_MAX,
    ExplanationTooLong,
    NoCodeInForce,
    ReasonMissing,
    RuleMissing,
)
from moderation.rules.outside import AnswerVerdictMissing, MandateOver
from moderation.rules.states import CaseState, Effect, Verdict, after, effect_of
from moderation.selectors import code_in_force, latest_decision, mandate_of

ON_APPEAL = frozenset({Verdict.UPHOLD, Verdict.OVERTURN})


@step
def adjudicate_step(
    *,
    token: str,
    verdict: str,
    rule_code: str = "",
    explanation: str,
    key: UUID,
    now: datetime | None = None,
) -> Decision:
    """Uphold or overturn, with a written reason, what an appeal is about; once for a key.

    Whoever holds the token may, without an account. Guarantees what `decide_case_step` does, by a
    decision that names the adjudicator in the place of a moderator, and that the link opens
    nothing afterwards. To take a published text away cites a rule in force. Raises `NotThere`,
    `MandateOver`, `AnswerVerdictMissing`, `ReasonMissing`, `ExplanationTooLong`, `RuleMissing`,
    `TookPart`, `NoCodeInForce` and `MoveNotLegal`.
    """
    at = now or timezone.now()
    reason = clean_text(explanation)
    if verdict not in ON_APPEAL:
        raise AnswerVerdictMissing()
    if not reason:
        raise ReasonMissing()
    if len(reason) > EXPLANATION_MAX:
        raise ExplanationTooLong(limit=EXPLANATION_MAX)

    def make() -> str:
        found = mandate_of(token, at)
        handler_for(found.appeal.case.kind).lock(found.appeal.case.subject_id)
        cases = Case.objects.select_for_update(of=("self",)).select_related("review")
        case = cases.get(pk=found.appeal.case_id)
        mandate = Mandate.objects.select_for_update().get(pk=found.pk)
        if mandate.revoked_at is not None:
            raise MandateOver()
        decision = _decide(case, found, Verdict(verdict), rule_code, reason, at)
        mandate.revoked_at = at
        mandate.save(update_fields=["revoked_at"])
        return str(decision.pk)

    body = {"verdict": verdict, "rule": rule_code, "explanation": reason}
    # No part of the token itself is kept: whoever reads the table could otherwise guess the rest.
    scope = f"outside:{hashlib.sha256(token.encode()).hexdigest()[:32]}"
    made = once(scope=scope, key=key, body=body, make=make)
    return Decision.objects.select_related("case", "rule").get(pk=made)


def _decide(
    case: Case, mandate: Mandate, verdict: Verdict, rule_code: str, reason: str, at: datetime
) -> Decision:
    """Write the decision with all that follows from it, under the locks."""
    state = after(CaseState(case.state), verdict)
    code, before = code_in_force(case.review), latest_decision(case)
    if code is None or before is None:
        raise NoCodeInForce()
    deciders = set(case.decisions.values_list("moderator_key", flat=True))
    require_no_part(mandate.adjudicator_id, deciders, mandate.appeal.appellant_id)
    rule = _rule(verdict, before, mandate, code, rule_code)
    decision = _write(case, mandate, verdict, before, rule, reason, at)
    case.state = state
    case.version += 1
    case.claimed_by = case.claimed_until = None
    case.save(update_fields=["state", "version", "claimed_by", "claimed_until"])
    handler_for(case.kind).apply(case, decision)
    if before.effect != decision.effect or mandate.appeal.party == Party.AUTHOR:
        explain_to_author_step(case=case, decision=decision)
    answer_reports_step(case=case, decision=decision)
    _record(case, mandate, decision, before, code)
    return decision


def _effect(verdict: Verdict, before: Decision, mandate: Mandate) -> Effect:
    redacted = before.redacted > 0 and mandate.appeal.party == Party.AUTHOR
    return effect_of(verdict, Effect(before.effect), was_redacted=redacted)


def _rule(
    verdict: Verdict, before: Decision, mandate: Mandate, code: CodeOfConduct, rule_code: str
) -> Rule | None:
    """Return the rule that is cited: upheld, that of the decision before."""
    if verdict is Verdict.UPHOLD:
        return before.rule
    if _effect(verdict, before, mandate) is not Effect.WITHHOLD:
        return None
    rule = code.rules.filter(code=rule_code).first()
    if rule is None:
        raise RuleMissing()
    return rule


def _write(
    case: Case,
    mandate: Mandate,
    verdict: Verdict,
    before: Decision,
    rule: Rule | None,
    reason: str,
    at: datetime,
) -> Decision:
    upheld = verdict is Verdict.UPHOLD
    return Decision.objects.create(
        case=case,
        number=case.decisions.count() + 1,
        verdict=verdict,
        effect=_effect(verdict, before, mandate),
        appeal=mandate.appeal,
        state_before=case.state,
        rule=rule,
        redacted=before.redacted if upheld else 0,
        spans=before.spans if upheld else [],
        order_source=before.order_source if upheld else "",
        explanation=reason,
        statement=reasons_for(
            case,
            rule,
            reason,
            at,
            was_published=before.effect == Effect.PUBLISH,
            source="appeal",
            appealable=mandate.appeal.party != Party.AUTHOR,
        ),
        outside=mandate.adjudicator,
        moderator=None,
        moderator_key=mandate.adjudicator_id,
        moderator_organisation_id=None,
        author_id=case.author_id,
        organisation_id=case.organisation_id,
        decided_at=at,
        told_at=at,
    )


def _record(
    case: Case, mandate: Mandate, decision: Decision, before: Decision, code: CodeOfConduct
) -> None:
    record(
        case.review.log_id,
        "case.decided.v1",
        actor=mandate.adjudicator.reference,
        subject=case.reference,
        data={
            "case": case.reference,
            "number": case.number,
            "decision": decision.verdict,
            "effect": decision.effect,
            "source": "appeal",
            "rule": decision.rule.code if decision.rule else None,
            "code_version": code.version,
            "decision_number": decision.number,
            "supersedes": before.number,
        },
        committed={"explanation": decision.explanation, "statement": decision.statement},
    )


@command
def adjudicate(**arguments: Any) -> Decision:
    """Answer an appeal from outside: see `adjudicate_step`."""
    return adjudicate_step(**arguments)
