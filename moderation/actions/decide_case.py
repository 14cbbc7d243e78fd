"""A moderator decides a case, changes a decision, or answers an appeal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.text import clean_line, clean_text
from consult.core.transactions import command, step
from consult.ledger.instant import format_instant
from moderation.actions.answer_reports import answer_reports_step
from moderation.actions.keep_use import keep_use_step
from moderation.actions.lock_case import lock_case_step
from moderation.actions.sound_alarm import confirm_risk_step
from moderation.actions.state_reasons import explain_to_author_step, reasons_for
from moderation.models import Appeal, Case, CodeOfConduct, Decision, Rule
from moderation.registry import handler_for
from moderation.rules.appealing import Party, require_no_part
from moderation.rules.judging import (
    EXPLANATION_MAX,
    ORDER_SOURCE_MAX,
    ExplanationMissing,
    ExplanationTooLong,
    NoCodeInForce,
    OrderSourceTooLong,
    ReasonMissing,
    RuleMissing,
    require_unmoved,
)
from moderation.rules.playbook import require_filled
from moderation.rules.states import CaseState, Effect, MoveNotLegal, Verdict, after, effect_of
from moderation.selectors import case_called, code_in_force, latest_decision, published_unread


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a decision stands on: the one before it, the appeal that it answers, the code.

    `source` is what made a moderator look, as the statement of reasons names it, and `order` the
    court's order that is carried out, if one is.
    """

    case: Case
    verdict: Verdict
    effect: Effect
    before: Decision | None
    appeal: Appeal | None
    code: CodeOfConduct
    source: str
    order: str

    @property
    def answers_author(self) -> bool:
        """Say whether the author's own appeal is answered, after which none is left."""
        return self.appeal is not None and self.appeal.party == Party.AUTHOR

    @property
    def concerns_author(self) -> bool:
        """Say whether the author is told: of what changes, and of the answer to an own appeal."""
        changed = self.before is None or self.before.effect != self.effect
        return changed or self.answers_author


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
    key: UUID,
    now: datetime | None = None,
) -> Decision:
    """Approve or reject a text, supersede the decision before, or uphold or overturn it on appeal.

    What withholds a text cites a rule in force and explains it, or carries out a court's order,
    which `order_source` names and only a lead records; upholding cites the rule of the decision
    appealed against; every decision on what does not simply wait gives its reason, and a text's
    first approval may say a word to the author. Guarantees, together or not at all: the decision
    with its statement of reasons, its effect on the text, the ledger entry, and the mails to
    author and reporters, which leave at `told_at`; once for a key. Refuses a case that has changed
    since `seen_version` (`StaleDecision`), a move that its state does not allow (`MoveNotLegal`),
    an escalated case to who is no lead (`NotPermitted`), an answer to an appeal by who took part
    (`TookPart`), `RuleMissing`, `ExplanationMissing`, `ReasonMissing`, `ExplanationTooLong`,
    `OrderSourceTooLong`, `PlaceholderOpen`, any decision before a code of conduct is published
    (`NoCodeInForce`), and what `lock_case_step` refuses.
    """
    found = case_called(case_id)
    require(actor, "moderation.decide", found.review)
    verdict, reason = Verdict(verdict), clean_text(explanation)
    order, at = _order(actor, found, verdict, order_source), now or timezone.now()

    def make() -> str:
        handler_for(found.kind).lock(found.subject_id)
        case = lock_case_step(actor=actor, case_id=case_id, now=at)
        require_unmoved(seen_version, case.version)
        if case.state == CaseState.ESCALATED:
            require(actor, "moderation.decide_escalated", case.review)
        judged = _judged(actor, case, verdict, order)
        rule = _cited(judged, rule_code, reason)
        decision = _write(actor, judged, rule, reason, at)
        case.state = after(CaseState(case.state), verdict)
        case.version += 1
        case.claimed_by = case.claimed_until = None
        case.save(update_fields=["state", "version", "claimed_by", "claimed_until"])
        handler_for(case.kind).apply(case, decision)
        if judged.concerns_author:
            explain_to_author_step(case=case, decision=decision)
        answer_reports_step(case=case, decision=decision)
        confirm_risk_step(case=case, decision=decision, actor=actor, now=at)
        _record(actor, judged, decision)
        return str(decision.pk)

    said = [str(case_id), seen_version, str(verdict), rule_code, reason, order]
    body = {"said": said}
    made = once(scope=f"decide:{actor.pk.hex}", key=key, body=body, make=make)
    return Decision.objects.select_related("case", "rule").get(pk=made)


def _order(actor: Any, case: Case, verdict: Verdict, source: str) -> str:
    """Return the court's order that a refusal carries out, if it is the actor's to record."""
    said = clean_line(source)
    if not said:
        return ""
    require(actor, "moderation.carry_out_order", case.review)
    if verdict is not Verdict.REJECT:
        raise MoveNotLegal()
    if len(said) > ORDER_SOURCE_MAX:
        raise OrderSourceTooLong(limit=ORDER_SOURCE_MAX)
    return said


def _judged(actor: Any, case: Case, verdict: Verdict, order: str) -> _Judged:
    """Read what the decision stands on; refuse an answer to an appeal by who took part."""
    after(CaseState(case.state), verdict)
    code = code_in_force(case.review)
    if code is None:
        raise NoCodeInForce()
    before = latest_decision(case)
    appeal = None
    if verdict in (Verdict.UPHOLD, Verdict.OVERTURN) and before is not None:
        appeal = case.appeals.get(decision_number=before.number)
        deciders = set(case.decisions.values_list("moderator_key", flat=True))
        require_no_part(actor.pk, deciders, appeal.appellant_id)
    effect = effect_of(verdict, Effect(before.effect) if before else None)
    source = _source(case, before, appeal, order)
    return _Judged(case, verdict, effect, before, appeal, code, source, order)


def _source(case: Case, before: Decision | None, appeal: Appeal | None, order: str) -> str:
    """Return what made a moderator look.

    What a mode published may be reported while its case still waits for the first decision.
    """
    if order:
        return "court_order"
    if appeal is not None:
        return "appeal"
    reported = case.state == CaseState.REPORTED or (before is None and case.reports.exists())
    return "report" if reported else "own_initiative"


def _write(actor: Any, judged: _Judged, rule: Rule | None, reason: str, at: datetime) -> Decision:
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
        ),
        moderator=actor,
        moderator_key=actor.pk,
        moderator_organisation_id=actor.organisation_id,
        author_id=case.author_id,
        organisation_id=case.organisation_id,
        decided_at=at,
        told_at=at + settings.UNDO_WITHIN,
    )


def _cited(judged: _Judged, rule_code: str, reason: str) -> Rule | None:
    """Return the rule that a decision cites, if it withholds the text; check its reason."""
    rule = None
    if judged.effect is Effect.WITHHOLD and not judged.order:
        if judged.verdict is Verdict.UPHOLD and judged.before is not None:
            rule = judged.before.rule
        else:
            rule = judged.code.rules.filter(code=rule_code).first()
        if rule is None:
            raise RuleMissing()
    if not reason and judged.verdict is Verdict.REJECT:
        raise ExplanationMissing()
    if not reason and judged.case.state != CaseState.PENDING:
        raise ReasonMissing()
    if len(reason) > EXPLANATION_MAX:
        raise ExplanationTooLong(limit=EXPLANATION_MAX)
    require_filled(reason)
    return rule


def _record(actor: Any, judged: _Judged, decision: Decision) -> None:
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
        },
        committed={"explanation": decision.explanation, "statement": decision.statement},
    )


@command
def decide_case(*, model_answer: str = "", **arguments: Any) -> Decision:
    """Decide a case: see `decide_case_step`; `model_answer` is what the explanation began with."""
    decision = decide_case_step(**arguments)
    keep_use_step(decision=decision, model_answer=model_answer)
    return decision
