"""Somebody reports a published text."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone

from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.text import clean_line, clean_text
from consult.core.transactions import command, step
from consult.notices.actions import tell_step
from moderation.actions.sound_alarm import digest_of, sound_alarm_step
from moderation.models import Case, Decision, Report, Rule
from moderation.registry import handler_for
from moderation.rules.judging import NoCodeInForce
from moderation.rules.reporting import (
    MOST_REPORTS,
    MOST_REPORTS_WITHIN,
    REPORT_MAX,
    SAFETY,
    NotPublishedNow,
    ReportAddressWrong,
    ReportRuleMissing,
    ReportTooLong,
    TooManyReports,
    is_muted,
)
from moderation.rules.states import MOVES, CaseState, Move
from moderation.selectors import (
    code_in_force,
    is_public,
    latest_decision,
    reportable_case,
    was_cleared,
)

TOKEN_BYTES = 32


@step
def file_report_step(
    *,
    actor: Any,
    kind: str,
    subject_id: UUID,
    rule_code: str,
    explanation: str = "",
    email: str = "",
    page_language: str,
    key: UUID,
    now: datetime | None = None,
) -> Report:
    """Report a published text under a rule in force, or as `SAFETY`; once for a key.

    Anybody may, with an account or as a guest, whose address is wanted only for the answer.
    Guarantees a report with a page of its own, a ledger entry, the receipt by mail where there is
    an address, and the text's one case before moderators again, unless the same words were
    cleared under the same rule: then the report is muted and answered by what was decided. For
    one that somebody is at risk see `sound_alarm_step`. Raises `NotPublishedNow`, `NoCodeInForce`,
    `ReportRuleMissing`, `ReportTooLong`, `ReportAddressWrong`, and `TooManyReports` above
    `MOST_REPORTS` a day from one account or address.
    """
    found = reportable_case(kind, subject_id)
    said, address = clean_text(explanation), _address(actor, email)
    if len(said) > REPORT_MAX:
        raise ReportTooLong(limit=REPORT_MAX)
    at = now or timezone.now()
    person = actor if actor.is_authenticated else None

    def make() -> str:
        _require_few(person, address, at)
        case = _locked(found, rule_code)
        decision = latest_decision(case)
        if case.erased_at is not None or not is_public(case, decision):
            raise NotPublishedNow()
        report = _report(case, _rule(found, rule_code), person, address)
        report.explanation, report.page_language, report.filed_at = said, page_language, at
        _mute(report, decision)
        report.save(force_insert=True)
        _reopen(case, report)
        _acknowledge(found, report, person, address)
        _record(found, report)
        if report.is_safety:
            sound_alarm_step(case=case, report=report, now=at)
        return str(report.pk)

    scope = f"report:{person.pk.hex if person else 'guest'}"
    body = {"subject": str(subject_id), "rule": rule_code, "text": said, "email": address}
    made = once(scope=scope, key=key, body=body, make=make)
    return Report.objects.select_related("case").get(pk=made)


def _locked(found: Case, rule_code: str) -> Case:
    """Lock the case, and before it the text where it may be hidden."""
    if rule_code == SAFETY:
        handler_for(found.kind).lock(found.subject_id)
    cases = Case.objects.select_for_update(of=("self",)).select_related("review")
    return cases.get(pk=found.pk)


def _address(actor: Any, email: str) -> str:
    """Return where the answer goes: the account's address, a guest's, or none."""
    if actor.is_authenticated:
        return str(actor.email)
    address = clean_line(email)
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise ReportAddressWrong() from None
    return address


def _require_few(person: Any, address: str, at: datetime) -> None:
    if not person and not address:
        return
    mine = Q(reporter_key=person.pk) if person else Q(email=address)
    recent = Report.objects.filter(mine, filed_at__gt=at - MOST_REPORTS_WITHIN)
    if recent.count() >= MOST_REPORTS:
        raise TooManyReports()


def _rule(case: Case, rule_code: str) -> Rule | None:
    """Return the rule of the code in force, or None for a report that somebody is at risk."""
    if rule_code == SAFETY:
        return None
    code = code_in_force(case.review)
    if code is None:
        raise NoCodeInForce()
    rule = code.rules.filter(code=rule_code).first()
    if rule is None:
        raise ReportRuleMissing()
    return rule


def _report(case: Case, rule: Rule | None, person: Any, address: str) -> Report:
    """Return a report that is not yet stored, by an account or by a guest."""
    return Report(
        case=case,
        rule=rule,
        text_sha256=digest_of(case),
        reporter=person,
        reporter_key=person.pk if person else None,
        email="" if person else address,
        token=secrets.token_urlsafe(TOKEN_BYTES),
    )


def _mute(report: Report, decision: Decision | None) -> None:
    """Mark a report of a risk, or answer one of what was cleared with what was decided."""
    rule = report.rule
    report.is_safety = rule is None
    cleared = rule is not None and was_cleared(report.case, rule, report.text_sha256)
    report.is_muted = is_muted(is_safety=report.is_safety, was_cleared=cleared)
    report.answered_by = decision.number if report.is_muted and decision else 0


def _reopen(case: Case, report: Report) -> None:
    """Put the case before moderators for a report that is not muted, if it is not there already."""
    if report.is_muted:
        return
    state = MOVES.get((CaseState(case.state), Move.REPORT))
    if state is not None:
        case.state = state
        case.version += 1
        case.save(update_fields=["state", "version"])


def _acknowledge(case: Case, report: Report, person: Any, address: str) -> None:
    if address:
        tell_step(
            to=address,
            language=person.language if person else report.page_language,
            template="moderation/mail/report_received",
            context={"case": case, "report": report, "review": case.review},
            about=report.reference,
        )


def _record(case: Case, report: Report) -> None:
    key = report.reporter_key
    record(
        case.review.log_id,
        "case.reported.v1",
        actor=f"person:{key}" if key else f"guest:{report.pk}",
        subject=case.reference,
        data={
            "case": case.reference,
            "number": case.number,
            "rule": report.rule.code if report.rule else None,
            "code_version": report.rule.conduct.version if report.rule else None,
            "safety": report.is_safety,
            "muted": report.is_muted,
        },
        committed={"explanation": report.explanation},
    )


@command
def file_report(**arguments: Any) -> Report:
    """Report a published text: see `file_report_step`."""
    return file_report_step(**arguments)
