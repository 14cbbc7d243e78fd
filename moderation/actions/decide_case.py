"""A moderator decides a case, changes a decision, or answers an appeal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.text import clean_text
from consult.core.transactions import command, step
from moderation.actions.answer_reports import answer_reports_step
from moderation.actions.lock_case import lock_case_step
from moderation.actions.state_reasons import explain_to_author_step, reasons_for
from moderation.actions.voices import follow_decision_step
from moderation.models import Appeal, Case, CodeOfConduct, Decision, Rule
from moderation.registry import handler_for
from moderation.rules.appealing import Party, require_no_part
from moderation.rules.judging import (
    EXPLANATION_MAX,
    ExplanationMissing,
    ExplanationTooLong,
    NoCodeInForce,
    ReasonMissing,
    RuleMissing,
    StaleDecision,
)
from moderation.rules.states import CaseState, Effect, Verdict, after, effect_of
from moderation.selectors import case_called, code_in_force, exemplar_of, latest_decision


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a decision stands on: the one before it, the appeal that it answers, the code.

    `source` is what made a moderator look, as the statement of reasons names it.
    """

    case: Case
    verdict: Verdict
    effect: Effect
    before: Decision | None
    appeal: Appeal | None
    code: CodeOfConduct
    source: str

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
    key: UUID,
    now: datetime | None = None,
) -> Decision:
    """Approve or reject a text, supersede the decision before, or uphold or overturn it on appeal.

    What withholds a text cites a rule in force and explains it; upholding cites the rule of the
    decision appealed against; every decision after a case's first gives its reason. Guarantees,
    together or not at all: the decision with its statement of reasons, its effect on the text, the
    ledger entry, and the mails to author and reporters; once for a key. Refuses a case that has
    changed since `seen_version` (`StaleDecision`), a move that its state does not allow
    (`MoveNotLegal`), an answer to an appeal by who took part (`TookPart`), `RuleMissing`,
    `ExplanationMissing`, `ReasonMissing`, `ExplanationTooLong`, any decision before a code of
    conduct is published (`NoCodeInForce`), and what `lock_case_step` refuses.
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
        judged = _judged(actor, case, verdict)
        rule = _cited(judged, rule_code, reason)
        decision = _write(actor, judged, rule, reason, at)
        case.state = after(CaseState(case.state), verdict)
        case.version += 1
        case.claimed_by = case.claimed_until = None
        case.save(update_fields=["state", "version", "claimed_by", "claimed_until"])
        _carry_out(case, decision)
        if judged.concerns_author:
            explain_to_author_step(case=case, decision=decision)
        answer_reports_step(case=case, decision=decision)
        _record(actor, judged, decision)
        return str(decision.pk)

    body = {"case": str(case_id), "seen": seen_version, "verdict": str(verdict)}
    body |= {"rule": rule_code, "explanation": reason}
    made = once(scope=f"decide:{actor.pk.hex}", key=key, body=body, make=make)
    return Decision.objects.select_related("case", "rule").get(pk=made)


def _judged(actor: Any, case: Case, verdict: Verdict) -> _Judged:
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
    source = "report" if case.state == CaseState.REPORTED else "own_initiative"
    return _Judged(case, verdict, effect, before, appeal, code, "appeal" if appeal else source)


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
        explanation=reason if rule or before else "",
        statement=reasons_for(
            case,
            rule,
            reason,
            at,
            was_published=before is not None and before.effect == Effect.PUBLISH,
            source=judged.source,
            appealable=not judged.answers_author,
        ),
        moderator=actor,
        moderator_key=actor.pk,
        moderator_organisation_id=actor.organisation_id,
        author_id=case.author_id,
        organisation_id=case.organisation_id,
        decided_at=at,
        told_at=at,
    )


def _cited(judged: _Judged, rule_code: str, reason: str) -> Rule | None:
    """Return the rule that a decision cites, if it withholds the text; check its reason."""
    rule = None
    if judged.effect is Effect.WITHHOLD:
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
            "code_version": judged.code.version,
            "decision_number": decision.number,
            "supersedes": judged.before.number if judged.before else None,
            **_merged_into(case, decision),
        },
        committed={"explanation": decision.explanation, "statement": decision.statement},
    )


def _carry_out(case: Case, decision: Decision) -> None:
    follow_decision_step(case=case, decision=decision)
    handler_for(case.kind).apply(case, decision)


def _merged_into(case: Case, decision: Decision) -> dict[str, str]:
    if decision.verdict != Verdict.MERGE:
        return {}
    return {"campaign": f"campaign:{exemplar_of(case)[0]}"}


@command
def decide_case(**arguments: Any) -> Decision:
    """Decide a case: see `decide_case_step`."""
    return decide_case_step(**arguments)
