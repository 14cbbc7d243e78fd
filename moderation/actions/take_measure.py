"""A moderator takes a measure against an account that keeps breaking rules."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.models import User
from consult.accounts.permissions import require
from consult.core.errors import NotThere
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.ledger.instant import format_instant
from consult.notices.actions import tell_step
from moderation.models import Case, Decision, Measure, MeasureGround, Rule
from moderation.rules.judging import EXPLANATION_MAX, ExplanationTooLong, NoCodeInForce, is_own
from moderation.rules.measure_statement import measure_statement
from moderation.rules.measures import (
    Act,
    GuestHasNoMeasure,
    Kind,
    MeasureGroundMissing,
    MeasureInForce,
    MeasureKindMissing,
    MeasureReasonMissing,
    MeasureRuleMissing,
    OwnMeasure,
    Wanted,
    require_grade,
    require_length,
)
from moderation.rules.statement import CitedRule
from moderation.selectors import (
    case_called,
    code_in_force,
    first_warning,
    in_force,
    refusals_of,
    texts_by_language,
)

TOKEN_BYTES = 32
PERMISSION = {
    Kind.WARNING: "moderation.take_measure",
    Kind.SLOWER: "moderation.take_measure",
    Kind.SUSPENSION: "moderation.suspend",
}


@step
def take_measure_step(
    *, actor: Any, case_id: UUID, wanted: Wanted, key: UUID, now: datetime | None = None
) -> Measure:
    """Warn the account that a case's text came from, slow its posting, or suspend it here.

    Guarantees the measure with its statement of reasons and what it rests on, the ledger entry,
    and a mail to the person with the link to appeal, together; once for a key. Refuses a guest's
    case (`GuestHasNoMeasure`), oneself and one's own organisation (`OwnMeasure`), what is no
    refusal that stands (`MeasureGroundMissing`), a suspension without a warning before one of the
    texts (`NotWarned`), a second measure of a kind in force (`MeasureInForce`), and what is not
    said: `MeasureKindMissing`, `MeasureRuleMissing`, `MeasureReasonMissing`, `ExplanationTooLong`,
    `MeasureLengthWrong`, `MeasureHoursWrong`, `NoCodeInForce`.
    """
    case = case_called(case_id)
    if wanted.kind not in set(Kind):
        raise MeasureKindMissing()
    kind, reason = Kind(wanted.kind), clean_text(wanted.explanation)
    require(actor, PERMISSION[kind], case.review)
    days = None if kind is Kind.WARNING else wanted.days
    hours = wanted.every_hours if kind is Kind.SLOWER else None
    require_length(kind, days, hours)
    if not reason:
        raise MeasureReasonMissing()
    if len(reason) > EXPLANATION_MAX:
        raise ExplanationTooLong(limit=EXPLANATION_MAX)
    at = now or timezone.now()

    def make() -> str:
        person = _lock_person(actor, case)
        rule = _rule(case, wanted.rule_code)
        grounds = _grounds(case, kind, wanted.rests_on, at)
        if any(one.kind == kind for one in in_force(person.pk, case.review, at)):
            raise MeasureInForce()
        return str(_take(actor, case, person, kind, rule, reason, days, hours, grounds, at).pk)

    chosen = sorted(str(one) for one in wanted.rests_on)
    said = [str(case_id), wanted.kind, wanted.rule_code, reason, days, hours, chosen]
    made = once(scope=f"measure:{actor.pk.hex}", key=key, body={"said": said}, make=make)
    return Measure.objects.select_related("review", "rule").get(pk=made)


def _lock_person(actor: Any, case: Case) -> User:
    """Return the account under a lock, so that acts on it are numbered one after another."""
    if case.author_id is None:
        raise GuestHasNoMeasure()
    person = User.objects.select_for_update(no_key=True).filter(pk=case.author_id).first()
    if person is None:
        raise NotThere()
    if is_own(person.pk, person.organisation_id, actor.pk, actor.organisation_id):
        raise OwnMeasure()
    return person


def _rule(case: Case, rule_code: str) -> Rule:
    code = code_in_force(case.review)
    if code is None:
        raise NoCodeInForce()
    rule = code.rules.filter(code=rule_code).select_related("conduct").first()
    if rule is None:
        raise MeasureRuleMissing()
    return rule


def _grounds(case: Case, kind: Kind, chosen: Collection[UUID], at: datetime) -> list[Decision]:
    """Return the chosen refusals, if all of them stand and allow this kind."""
    standing = {one.pk: one for one in refusals_of(case.author_id, case.review, at)}
    if not chosen or not set(chosen) <= standing.keys():
        raise MeasureGroundMissing()
    grounds = [one for key, one in standing.items() if key in chosen]
    if kind is Kind.SUSPENSION and case.author_id is not None:
        warned = first_warning(case.author_id, case.review)
        require_grade(kind, warned, [one.case.opened_at for one in grounds])
    return grounds


def _take(
    actor: Any,
    case: Case,
    person: User,
    kind: Kind,
    rule: Rule,
    reason: str,
    days: int | None,
    hours: int | None,
    grounds: list[Decision],
    at: datetime,
) -> Measure:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    until = at + timedelta(days=days) if days else None
    earlier = Measure.objects.filter(person_key=person.pk, review=case.review)
    measure = Measure.objects.create(
        review=case.review,
        person=person,
        person_key=person.pk,
        person_organisation_id=person.organisation_id,
        number=earlier.count() + 1,
        act=Act.TAKE,
        kind=kind,
        rule=rule,
        explanation=reason,
        statement=measure_statement(
            kind=kind,
            taken_at=at,
            until=until,
            every_hours=hours,
            rests_on=[(one.case.number, one.number) for one in grounds],
            rule=_cited(rule),
            explanation=reason,
        ),
        days=days,
        every_hours=hours,
        until=until,
        moderator=actor,
        moderator_key=actor.pk,
        moderator_organisation_id=actor.organisation_id,
        token_sha256=hashlib.sha256(token.encode()).hexdigest(),
        taken_at=at,
        told_at=at,
    )
    MeasureGround.objects.bulk_create(
        MeasureGround(measure=measure, decision=one) for one in grounds
    )
    _record(actor, person, measure, len(grounds))
    _tell(person, measure, token)
    return measure


def _cited(rule: Rule) -> CitedRule:
    return CitedRule(
        code=rule.code,
        code_version=rule.conduct.version,
        title=texts_by_language(rule, "title"),
        text=texts_by_language(rule, "text"),
    )


def _tell(person: User, measure: Measure, token: str) -> None:
    tell_step(
        to=person.email,
        language=person.language,
        template="moderation/mail/measure_taken",
        context={"measure": measure, "review": measure.review, "token": token},
        about=measure.reference,
    )


def _record(actor: Any, person: User, measure: Measure, grounds: int) -> None:
    record(
        measure.review.log_id,
        "measure.taken.v1",
        actor=actor.reference,
        subject=measure.reference,
        data={
            "measure": measure.reference,
            "person": person.reference,
            "kind": measure.kind,
            "rule": measure.rule.code,
            "code_version": measure.rule.conduct.version,
            "until": format_instant(measure.until) if measure.until else None,
            "every_hours": measure.every_hours,
            "refused_texts": grounds,
        },
        committed={"explanation": measure.explanation, "statement": measure.statement},
    )


@command
def take_measure(**arguments: Any) -> Measure:
    """Take a measure against an account: see `take_measure_step`."""
    return take_measure_step(**arguments)
