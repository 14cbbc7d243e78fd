"""Reports and appeals: what may be reported, what was cleared, and what became of either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consult.core.errors import DomainError, NotThere
from moderation.models import Appeal, Case, Decision, Report, Rule
from moderation.registry import handler_for
from moderation.rules.appealing import Party, require_appealable
from moderation.rules.reporting import NotPublishedNow
from moderation.rules.resubmitting import require_resubmittable
from moderation.rules.states import CaseState, Effect, Verdict
from moderation.selectors.case import decisions_for, latest_decision


@dataclass(frozen=True, slots=True)
class Happening:
    """A decision or an appeal in the history of a text; exactly one of the two is there."""

    at: datetime
    decision: Decision | None = None
    appeal: Appeal | None = None


def case_about(kind: str, subject_id: UUID) -> Case:
    """Return the case of a text with its review; raises `NotThere`."""
    try:
        return Case.objects.select_related("review").get(kind=kind, subject_id=subject_id)
    except Case.DoesNotExist:
        raise NotThere() from None


def reportable_case(kind: str, subject_id: UUID) -> Case:
    """Return the case of a text that the public sees; raises `NotThere` or `NotPublishedNow`."""
    case = case_about(kind, subject_id)
    decision = latest_decision(case)
    if decision is None or decision.effect != Effect.PUBLISH:
        raise NotPublishedNow()
    return case


def was_cleared(case: Case, rule: Rule, text_sha256: str) -> bool:
    """Say whether the same words were looked at under the same rule and left or brought back."""
    kept = case.decisions.filter(effect=Effect.PUBLISH).values("number")
    cleared = case.reports.filter(
        rule=rule, text_sha256=text_sha256, is_muted=False, answered_by__in=kept
    )
    if cleared.exists():
        return True
    broken = case.decisions.filter(rule=rule).values("number")
    return case.decisions.filter(
        verdict=Verdict.OVERTURN, effect=Effect.PUBLISH, appeal__decision_number__in=broken
    ).exists()


def history_of(kind: str, subject_id: UUID) -> list[Happening]:
    """Return decisions and appeals of a text in the order in which they happened: two queries."""
    decisions = [Happening(one.decided_at, decision=one) for one in decisions_for(kind, subject_id)]
    appeals = Appeal.objects.filter(case__kind=kind, case__subject_id=subject_id)
    lodged = [Happening(one.filed_at, appeal=one) for one in appeals]
    return sorted(decisions + lodged, key=lambda happening: happening.at)


def report_called(token: str) -> Report:
    """Return a report by the token of its page, with case, review and rule; raises `NotThere`."""
    try:
        return Report.objects.select_related("case__review", "rule__conduct").get(token=token)
    except Report.DoesNotExist:
        raise NotThere() from None


def may_appeal(case: Case, party: Party, now: datetime, report: Report | None = None) -> bool:
    """Say whether a page offers an appeal to a party; the action asks the same rule again."""
    decision = latest_decision(case)
    if decision is None:
        return False
    if report is not None and (report.is_muted or report.answered_by != decision.number):
        return False
    try:
        require_appealable(
            state=CaseState(case.state),
            party=party,
            effect=Effect(decision.effect),
            on_appeal=decision.appeal_id is not None,
            decided_at=decision.decided_at,
            now=now,
            redacted=decision.redacted > 0,
        )
    except DomainError:
        return False
    return True


def asks_for_changes(case: Case, now: datetime) -> bool:
    """Say whether the author may send another wording now; the action asks the same rule again."""
    decision = latest_decision(case)
    try:
        require_resubmittable(
            state=CaseState(case.state),
            told_at=decision.told_at if decision else None,
            until=case.resubmit_until,
            now=now,
        )
    except DomainError:
        return False
    return True


def appellants_page(case: Case, token: str) -> str:
    """Return the address of the receipt that a token opens: the author's, or of a report.

    Raises `NotThere` for a token that opens neither.
    """
    handler = handler_for(case.kind)
    if handler.opens(case.subject_id, token):
        return handler.address(case).receipt_url
    report = case.reports.filter(token=token).first()
    if report is None:
        raise NotThere()
    return report.receipt_path
