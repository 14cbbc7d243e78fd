"""Reports and appeals: what may be reported, what was cleared, and what became of either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consult.core.errors import DomainError, NotThere
from moderation.models import Admission, Appeal, Case, Decision, Report, Rule, Safeguard
from moderation.registry import handler_for
from moderation.rules.appealing import Party, require_appealable
from moderation.rules.reporting import NotPublishedNow
from moderation.rules.resubmitting import require_resubmittable
from moderation.rules.states import CaseState, Effect, Verdict
from moderation.selectors.case import decisions_for, latest_decision
from moderation.selectors.modes import published_unread
from moderation.selectors.safeguards import Hiding, hidings_in


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a text; exactly one of the four is there.

    `unread` says by which mode it was published before anybody had read it.
    """

    at: datetime
    unread: Admission | None = None
    decision: Decision | None = None
    appeal: Appeal | None = None
    hiding: Hiding | None = None


def case_about(kind: str, subject_id: UUID) -> Case:
    """Return the case of a text with its review; raises `NotThere`."""
    try:
        return Case.objects.select_related("review", "admission").get(
            kind=kind, subject_id=subject_id
        )
    except Case.DoesNotExist:
        raise NotThere() from None


def reportable_case(kind: str, subject_id: UUID) -> Case:
    """Return the case of a text that the public sees; raises `NotThere` or `NotPublishedNow`."""
    case = case_about(kind, subject_id)
    if case.erased_at is not None or not is_public(case, latest_decision(case)):
        raise NotPublishedNow()
    return case


def is_public(case: Case, decision: Decision | None) -> bool:
    """Say whether the public sees a text: by the decision that counts, or by a mode before any."""
    if decision is None:
        return published_unread(case) is not None
    return decision.effect == Effect.PUBLISH


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


def history_of(kind: str, subject_id: UUID, now: datetime) -> list[Happening]:
    """Return what happened to a text in its order, publication by a mode first: four queries.

    A decision of which nobody is told at `now` yet may still be undone and is not among them.
    """
    unread = Admission.objects.filter(
        case__kind=kind, case__subject_id=subject_id, at_once=True
    ).select_related("setting")
    admitted = [Happening(one.admitted_at, unread=one) for one in unread]
    told = [one for one in decisions_for(kind, subject_id) if one.told_at <= now]
    decisions = [Happening(one.decided_at, decision=one) for one in told]
    appeals = Appeal.objects.filter(case__kind=kind, case__subject_id=subject_id)
    lodged = [Happening(one.filed_at, appeal=one) for one in appeals]
    acts = Safeguard.objects.filter(case__kind=kind, case__subject_id=subject_id)
    hidden = [Happening(one.since, hiding=one) for one in hidings_in(acts.order_by("number"))]
    return sorted(admitted + decisions + lodged + hidden, key=lambda happening: happening.at)


def report_called(token: str) -> Report:
    """Return a report by the token of its page, with case, review and rule; raises `NotThere`."""
    try:
        return Report.objects.select_related("case__review", "rule__conduct").get(token=token)
    except Report.DoesNotExist:
        raise NotThere() from None


def may_appeal(case: Case, party: Party, now: datetime, report: Report | None = None) -> bool:
    """Say whether a page offers an appeal to a party; the action asks the same rule again."""
    decision = latest_decision(case)
    if case.erased_at is not None or decision is None or now < decision.told_at:
        return False
    if report is not None and (report.is_muted or report.answered_by != decision.number):
        return False
    try:
        require_appealable(
            state=CaseState(case.state),
            party=party,
            effect=Effect(decision.effect),
            on_appeal=decision.appeal_id is not None,
            by_order=bool(decision.order_source),
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
