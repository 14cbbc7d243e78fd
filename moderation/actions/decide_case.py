"""A moderator decides a case, changes a decision, or answers an appeal."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.ledger.instant import format_instant
from moderation.actions.answer_reports import answer_reports_step
from moderation.actions.judgement import Judged, judged_case, order_named, rule_cited
from moderation.actions.keep_use import keep_use_step
from moderation.actions.lock_case import lock_case_step
from moderation.actions.sound_alarm import confirm_risk_step
from moderation.actions.state_reasons import explain_to_author_step, reasons_for
from moderation.actions.voices import follow_decision_step
from moderation.models import Case, Decision, Rule
from moderation.registry import handler_for
from moderation.rules.judging import (
    require_unmoved,
)
from moderation.rules.resubmitting import RESUBMIT_WITHIN
from moderation.rules.states import CaseState, Effect, Verdict, after
from moderation.selectors import case_called, exemplar_of, published_unread


@step
def decide_case_step(
    *,
    actor: Any,
    case_id: UUID,
    seen_version: int,
    verdict: Verdict,
    rule_code: str = "",
    explanation: str = "",
    order_source: str = "",
    words: str = "",
    seen_revision: int | None = None,
    key: UUID,
    now: datetime | None = None,
) -> Decision:
    """Approve or reject a text, supersede the decision before, or uphold or overturn it on appeal.

    Requesting changes gives it back to its author for `RESUBMIT_WITHIN`; redacting takes the lines
    of `words` out of sight wherever they stand. What withholds a text, or words of it, cites a
    rule in force and explains it, or carries out a court's order, which `order_source` names and
    only a lead records; upholding cites the rule of the decision appealed against; every decision
    on what does not simply wait gives its reason, and a text's first approval may say a word to
    the author. Guarantees, together or not at all: the decision with its statement of reasons, its
    effect on the text, the ledger entry, and the mails to author and reporters, which leave at
    `told_at`; once for a key. Refuses a case that has changed since `seen_version` or of whose text
    another wording was seen (`StaleDecision`), a move that its state does not allow
    (`MoveNotLegal`), an escalated case to who is no lead (`NotPermitted`), an answer to an appeal
    by who took part (`TookPart`), `RuleMissing`, `ExplanationMissing`, `ReasonMissing`,
    `ExplanationTooLong`, `OrderSourceTooLong`, `PlaceholderOpen`, any decision before a code of
    conduct is published (`NoCodeInForce`), and what `marked_spans` and `lock_case_step` refuse.
    """
    found = case_called(case_id)
    require(actor, "moderation.decide", found.review)
    verdict, reason = Verdict(verdict), clean_text(explanation)
    order, at = order_named(actor, found, verdict, order_source), now or timezone.now()

    def make() -> str:
        handler_for(found.kind).lock(found.subject_id)
        case = lock_case_step(actor=actor, case_id=case_id, now=at)
        require_unmoved(seen_version, case.version)
        if case.state == CaseState.ESCALATED:
            require(actor, "moderation.decide_escalated", case.review)
        judged = judged_case(actor, case, verdict, order, words, seen_revision)
        rule = rule_cited(judged, rule_code, reason)
        decision = _write(actor, judged, rule, reason, at)
        _carry_out(actor, judged, decision)
        return str(decision.pk)

    said = [str(case_id), seen_version, str(verdict), rule_code, reason, order, words]
    made = once(scope=f"decide:{actor.pk.hex}", key=key, body={"said": said}, make=make)
    return Decision.objects.select_related("case", "rule").get(pk=made)


def _carry_out(actor: Any, judged: Judged, decision: Decision) -> None:
    """Move the case, change what the public sees, tell whom it concerns, and enter it."""
    case, at = judged.case, decision.decided_at
    _move(case, judged.verdict, at)
    follow_decision_step(case=case, decision=decision)
    handler_for(case.kind).apply(case, decision)
    if judged.concerns_author:
        explain_to_author_step(case=case, decision=decision)
    answer_reports_step(case=case, decision=decision)
    confirm_risk_step(case=case, decision=decision, actor=actor, now=at)
    _record(actor, judged, decision)


def _move(case: Case, verdict: Verdict, at: datetime) -> None:
    """Bring the case to the state that a verdict leads to; nobody holds it any more."""
    case.state = after(CaseState(case.state), verdict)
    case.version += 1
    case.claimed_by = case.claimed_until = None
    if verdict is Verdict.REQUEST_CHANGES:
        case.resubmit_until = at + RESUBMIT_WITHIN
    case.save(update_fields=["state", "version", "claimed_by", "claimed_until", "resubmit_until"])


def _write(actor: Any, judged: Judged, rule: Rule | None, reason: str, at: datetime) -> Decision:
    case, before = judged.case, judged.before
    return Decision.objects.create(
        case=case,
        number=case.decisions.count() + 1,
        verdict=judged.verdict,
        effect=judged.effect,
        appeal=judged.appeal,
        state_before=case.state,
        rule=rule,
        explanation=reason,
        order_source=judged.order,
        statement=reasons_for(
            case,
            rule,
            reason,
            at,
            was_published=before.effect == Effect.PUBLISH
            if before is not None
            else published_unread(case) is not None,
            source=judged.source,
            appealable=not judged.answers_author and not judged.order,
            order=judged.order,
            spans=len(judged.spans),
            resubmit_until=at + RESUBMIT_WITHIN
            if judged.verdict is Verdict.REQUEST_CHANGES
            else None,
        ),
        revision=judged.revision,
        redacted=len(judged.spans),
        spans=judged.spans,
        moderator=actor,
        moderator_key=actor.pk,
        moderator_organisation_id=actor.organisation_id,
        author_id=case.author_id,
        organisation_id=case.organisation_id,
        decided_at=at,
        told_at=at + settings.UNDO_WITHIN,
    )


def _record(actor: Any, judged: Judged, decision: Decision) -> None:
    case = judged.case
    record(
        case.review.log_id,
        "case.decided.v1",
        actor=actor.reference,
        subject=case.reference,
        data={
            "case": case.reference,
            "number": case.number,
            "decision": decision.verdict,
            "effect": decision.effect,
            "source": judged.source,
            "rule": decision.rule.code if decision.rule else None,
            "told_at": format_instant(decision.told_at),
            "code_version": judged.code.version,
            "decision_number": decision.number,
            "supersedes": judged.before.number if judged.before else None,
            "automation": decision.statement["automation"],
            **_merged_into(case, decision),
        }
        | ({"redacted": decision.redacted} if decision.redacted else {})
        | ({"order_source": judged.order} if judged.order else {}),
        committed={"explanation": decision.explanation, "statement": decision.statement},
    )


def _merged_into(case: Case, decision: Decision) -> dict[str, str]:
    if decision.verdict != Verdict.MERGE:
        return {}
    return {"campaign": f"campaign:{exemplar_of(case)[0]}"}


@command
def decide_case(*, model_answer: str = "", **arguments: Any) -> Decision:
    """Decide a case: see `decide_case_step`; `model_answer` is what the explanation began with."""
    decision = decide_case_step(**arguments)
    keep_use_step(decision=decision, model_answer=model_answer)
    return decision
