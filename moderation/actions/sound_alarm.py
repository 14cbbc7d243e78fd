"""Somebody may be at risk because of a text: leads are told at once, and the text is hidden."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.realtime import publish_on_commit
from consult.core.tasks import enqueue
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.ledger.instant import format_instant
from consult.notices.actions import tell_step
from moderation.models import Case, Decision, Report, Safeguard
from moderation.registry import handler_for
from moderation.rules.judging import OwnSubmission, is_own
from moderation.rules.safeguarding import (
    HIDDEN_FOR,
    Act,
    NothingHidden,
    hides,
    is_hiding,
    require_reason,
    until_in,
)
from moderation.rules.states import Effect
from moderation.selectors import (
    case_called,
    hidden_until,
    last_ended,
    latest_decision,
    latest_safeguard,
    who_is_alerted,
)

SYSTEM = "system"


@step
def sound_alarm_step(
    *, case: Case, now: datetime, report: Report | None = None, actor: Any = None, reason: str = ""
) -> Safeguard:
    """Alert the lead moderators of a case and hide its published text for `HIDDEN_FOR`.

    The caller holds the locks of subject and case. Guarantees an act with its ledger entry, a mail
    to every lead moderator without the words of the text, a hint to whoever has the queue open,
    and, where the text is hidden, the task that shows it again. The same words, shown again within
    the last day, are hidden anew by a lead moderator alone; the alert goes out in every case.
    """
    decision = latest_decision(case)
    digest = digest_of(case)
    by_lead = actor is not None and actor.has_perm("moderation.settle_risk", case.review)
    hiding = hides(
        is_published=decision is not None and decision.effect == Effect.PUBLISH,
        is_hidden=hidden_until(case, now) is not None,
        same_words_ended_at=last_ended(case, digest),
        by_lead=by_lead,
        now=now,
    )
    until = now + HIDDEN_FOR if hiding else None
    act = Act.HIDE if hiding else Act.ALERT
    made = _add(case, act, until, now, person=actor, reason=reason, report=report)
    if until is not None:
        _hide(case, until)
    _alert(case, until or hidden_until(case, now))
    return made


@step
def raise_risk_step(
    *, actor: Any, case_id: UUID, reason: str, key: UUID, now: datetime | None = None
) -> Safeguard:
    """Say, as a moderator, that somebody is at risk because of a text; once for a key.

    For a text that waits for its decision this alerts only. Raises `RiskReasonMissing`,
    `RiskReasonTooLong` and what `require` raises.
    """
    found = case_called(case_id)
    require(actor, "moderation.view_queue", found.review)
    said = clean_text(reason)
    require_reason(said)
    at = now or timezone.now()

    def make() -> str:
        case = _locked(found)
        return str(sound_alarm_step(case=case, now=at, actor=actor, reason=said).pk)

    body = {"case": str(case_id), "reason": said}
    made = once(scope=f"risk:{actor.pk.hex}", key=key, body=body, make=make)
    return Safeguard.objects.select_related("case").get(pk=made)


@step
def settle_risk_step(
    *,
    actor: Any,
    case_id: UUID,
    reason: str,
    days: int = 0,
    key: UUID,
    now: datetime | None = None,
) -> Safeguard:
    """Show a hidden text again since nobody is at risk, or with `days` hide it longer.

    A lead moderator alone may, with a reason; once for a key. Raises `NothingHidden` where the
    text is not hidden at the moment, `OwnSubmission`, `LengthWrong`, `RiskReasonMissing`, and
    `RiskReasonTooLong`.
    """
    found = case_called(case_id)
    require(actor, "moderation.settle_risk", found.review)
    said = clean_text(reason)
    require_reason(said)
    at = now or timezone.now()
    until = until_in(days, at) if days else None

    def make() -> str:
        case = _locked(found)
        if is_own(case.author_id, case.organisation_id, actor.pk, actor.organisation_id):
            raise OwnSubmission()
        if hidden_until(case, at) is None:
            raise NothingHidden()
        act = Act.LENGTHEN if until else Act.CLEAR
        made = _add(case, act, until, at, person=actor, reason=said)
        if until is None:
            handler_for(case.kind).show_again(case)
        else:
            _hide(case, until)
        return str(made.pk)

    body = {"case": str(case_id), "reason": said, "days": days}
    made = once(scope=f"settle:{actor.pk.hex}", key=key, body=body, make=make)
    return Safeguard.objects.select_related("case").get(pk=made)


@step
def confirm_risk_step(*, case: Case, decision: Decision, actor: Any, now: datetime) -> None:
    """End the hiding of a text that a decision has taken away.

    So does whoever withholds it, and a lead moderator who redacts it. The caller holds the locks.
    """
    if hidden_until(case, now) is None:
        return
    lead = actor is not None and actor.has_perm("moderation.settle_risk", case.review)
    if decision.effect == Effect.WITHHOLD or (decision.redacted and lead):
        _add(case, Act.CONFIRM, None, now, person=actor)
        handler_for(case.kind).show_again(case)


@step
def lapse_hiding_step(*, case_id: UUID, now: datetime | None = None) -> bool:
    """Put search and bundle in order after a hiding has ended by itself; say whether one had.

    Running it early, late or twice does no harm.
    """
    at = now or timezone.now()
    case = _locked(case_called(case_id))
    latest = latest_safeguard(case)
    if latest is None or latest.until is None or is_hiding(Act(latest.act), latest.until, at):
        return False
    _add(case, Act.LAPSE, None, at)
    handler_for(case.kind).show_again(case)
    return True


def digest_of(case: Case) -> str:
    """Reads only. Return the SHA-256 of a case's text as it was typed."""
    shown = handler_for(case.kind).show([case.subject_id])[case.subject_id]
    return hashlib.sha256(shown.original.encode()).hexdigest()


def _locked(found: Case) -> Case:
    """Lock the text before the case, as everywhere, and read the case again."""
    handler_for(found.kind).lock(found.subject_id)
    cases = Case.objects.select_for_update(of=("self",)).select_related("review")
    return cases.get(pk=found.pk)


def _hide(case: Case, until: datetime) -> None:
    handler_for(case.kind).hide(case, until)
    enqueue("moderation.tasks.lapse_hiding", run_after=until, case_id=str(case.pk))


def _add(
    case: Case,
    act: Act,
    until: datetime | None,
    at: datetime,
    *,
    person: Any = None,
    reason: str = "",
    report: Report | None = None,
) -> Safeguard:
    made = Safeguard.objects.create(
        case=case,
        number=case.safeguards.count() + 1,
        act=act,
        until=until,
        report=report,
        person=person,
        person_key=person.pk if person else None,
        reason=reason,
        text_sha256=digest_of(case),
        at=at,
    )
    record(
        case.review.log_id,
        "case.safeguarded.v1",
        actor=person.reference if person else SYSTEM,
        subject=case.reference,
        data={
            "case": case.reference,
            "number": case.number,
            "act": act,
            "until": format_instant(until) if until else None,
        },
        committed={"reason": reason},
    )
    publish_on_commit(f"queue:{case.review.slug}", {"risk": 1})
    return made


def _alert(case: Case, until: datetime | None) -> None:
    for lead in who_is_alerted(case.review):
        tell_step(
            to=lead.email,
            language=lead.language,
            template="moderation/mail/safety_alert",
            context={"case": case, "review": case.review, "until": until},
        )


@command
def raise_risk(**arguments: Any) -> Safeguard:
    """Say that somebody is at risk: see `raise_risk_step`."""
    return raise_risk_step(**arguments)


@command
def settle_risk(**arguments: Any) -> Safeguard:
    """End or lengthen the hiding of a text: see `settle_risk_step`."""
    return settle_risk_step(**arguments)


@command
def lapse_hiding(**arguments: Any) -> bool:
    """Put in order what ended by itself: see `lapse_hiding_step`."""
    return lapse_hiding_step(**arguments)
