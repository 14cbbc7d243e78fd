"""What a decision stands on, and what it must say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from consult.accounts.permissions import require
from consult.core.text import clean_line
from moderation.actions.mark_spans import marked_spans, typed_as_seen
from moderation.models import Appeal, Case, CodeOfConduct, Decision, Rule
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
)
from moderation.rules.playbook import require_filled
from moderation.rules.states import CaseState, Effect, MoveNotLegal, Verdict, after, effect_of
from moderation.selectors import code_in_force, latest_decision

_EXPLAINED = (Verdict.REJECT, Verdict.REQUEST_CHANGES, Verdict.REDACT)


@dataclass(frozen=True, slots=True)
class Judged:
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
    revision: int
    spans: list[tuple[int, int]]

    @property
    def answers_author(self) -> bool:
        """Say whether the author's own appeal is answered, after which none is left."""
        return self.appeal is not None and self.appeal.party == Party.AUTHOR

    @property
    def concerns_author(self) -> bool:
        """Say whether the author is told: of what changes, and of the answer to an own appeal."""
        changed = self.before is None or self.before.effect != self.effect
        asked = self.verdict in (Verdict.REDACT, Verdict.REQUEST_CHANGES)
        return changed or asked or self.answers_author

    @property
    def restricts(self) -> bool:
        """Say whether the public sees less of the text by it, for which a rule is cited."""
        return self.effect is Effect.WITHHOLD or bool(self.spans)


def order_named(actor: Any, case: Case, verdict: Verdict, source: str) -> str:
    """Reads only. Return the court's order that is carried out, if the actor may record it."""
    said = clean_line(source)
    if not said:
        return ""
    require(actor, "moderation.carry_out_order", case.review)
    if verdict is not Verdict.REJECT:
        raise MoveNotLegal()
    if len(said) > ORDER_SOURCE_MAX:
        raise OrderSourceTooLong(limit=ORDER_SOURCE_MAX)
    return said


def judged_case(
    actor: Any,
    case: Case,
    verdict: Verdict,
    order: str,
    words: str,
    seen_revision: int | None,
) -> Judged:
    """Reads only. Return what it stands on; refuse an answer to an appeal by who took part."""
    after(CaseState(case.state), verdict)
    typed = typed_as_seen(case, seen_revision)
    code = code_in_force(case.review)
    if code is None:
        raise NoCodeInForce()
    before = latest_decision(case)
    appeal = None
    if verdict in (Verdict.UPHOLD, Verdict.OVERTURN) and before is not None:
        appeal = case.appeals.get(decision_number=before.number)
        others = case.decisions.exclude(appeal=appeal).exclude(verdict=Verdict.UNDO)
        deciders = set(others.values_list("moderator_key", flat=True))
        require_no_part(actor.pk, deciders, appeal.appellant_id)
    by_author = appeal is not None and appeal.party == Party.AUTHOR
    effect = effect_of(
        verdict,
        Effect(before.effect) if before else None,
        was_redacted=by_author and before is not None and before.redacted > 0,
    )
    return Judged(
        case=case,
        verdict=verdict,
        effect=effect,
        before=before,
        appeal=appeal,
        code=code,
        source=_source(case, before, appeal, order),
        order=order,
        revision=typed.revision,
        spans=marked_spans(verdict, words, typed, before),
    )


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


def rule_cited(judged: Judged, rule_code: str, reason: str) -> Rule | None:
    """Reads only. Return the rule that a decision cites, if it restricts; check its reason."""
    rule = None
    if judged.restricts and not judged.order:
        if judged.verdict is Verdict.UPHOLD and judged.before is not None:
            rule = judged.before.rule
        else:
            rule = judged.code.rules.filter(code=rule_code).first()
        if rule is None:
            raise RuleMissing()
    if not reason and judged.verdict in _EXPLAINED:
        raise ExplanationMissing()
    if not reason and judged.case.state != CaseState.PENDING:
        raise ReasonMissing()
    if len(reason) > EXPLANATION_MAX:
        raise ExplanationTooLong(limit=EXPLANATION_MAX)
    require_filled(reason)
    return rule
