"""Appeals that nobody in the team can answer, and who answers them from outside."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.errors import NotThere
from consult.reviews.models import Review
from moderation.models import (
    Adjudicator,
    Appeal,
    Case,
    Mandate,
    Measure,
    MeasureMandate,
)
from moderation.rules.outside import Colleague, MandateOver, anybody_left, link_opens
from moderation.rules.states import CaseState

AnyMandate = TypeVar("AnyMandate", Mandate, MeasureMandate)
_TEAM = (Role.MODERATOR, Role.LEAD_MODERATOR)


def appeals_waiting(review: Review) -> QuerySet[Appeal]:
    """Return the appeals of a review that wait for their answer, the most urgent first."""
    waiting = Appeal.objects.filter(
        case__review=review, case__state=CaseState.APPEALED, answers__isnull=True
    )
    return waiting.select_related("case__review").order_by("due_at", "pk")


def answerable_inside(case: Case, appeal: Appeal) -> bool:
    """Say whether a moderator of the review could answer an appeal; two queries."""
    return anybody_left(
        _team_of(case.review_id),
        deciders=set(case.decisions.values_list("moderator_key", flat=True)),
        appellant=appeal.appellant_id,
        author=case.author_id,
        organisation=case.organisation_id,
    )


def measure_answerable_inside(measure: Measure) -> bool:
    """Say whether a moderator of the review could answer an appeal against a measure."""
    person = measure.person
    return anybody_left(
        _team_of(measure.review_id),
        deciders={measure.moderator_key},
        appellant=measure.person_key,
        author=measure.person_key,
        organisation=person.organisation_id if person else measure.person_organisation_id,
    )


def _team_of(review_id: UUID) -> list[Colleague]:
    team = User.objects.filter(grants__review=review_id, grants__role__in=_TEAM, is_active=True)
    return [Colleague(*row) for row in team.distinct().values_list("pk", "organisation_id")]


def free_adjudicator_of_measure(measure: Measure) -> Adjudicator | None:
    """Return the latest named adjudicator who is not the person themselves, if there is one."""
    named = Adjudicator.objects.filter(review=measure.review_id).exclude(email="")
    if measure.person is not None:
        named = named.exclude(email__iexact=measure.person.email)
    return named.order_by("-named_at").first()


def free_adjudicator(case: Case) -> Adjudicator | None:
    """Return the latest named adjudicator who has not decided on this case yet, if there is one."""
    deciders = case.decisions.values("moderator_key")
    named = Adjudicator.objects.filter(review=case.review_id).exclude(email="")
    return named.exclude(pk__in=deciders).order_by("-named_at").first()


def is_of_the_team(review: Review, email: str) -> bool:
    """Say whether an address belongs to somebody with a role in the review beyond taking part."""
    grants = User.objects.filter(email=email, grants__review=review)
    return grants.exclude(grants__role=Role.PARTICIPANT).exists()


def who_leads(review: Review) -> list[User]:
    """Return the active lead moderators and administrators of a review, each once."""
    roles = (Role.LEAD_MODERATOR, Role.ADMINISTRATOR)
    people = User.objects.filter(grants__review=review, grants__role__in=roles, is_active=True)
    return list(people.distinct().order_by("name"))


def mandate_named(mandate_id: UUID) -> Mandate | MeasureMandate:
    """Return a mandate with its appeal and adjudicator; raises `NotThere`."""
    texts = Mandate.objects.select_related("adjudicator__review", "appeal__case__review")
    measures = MeasureMandate.objects.select_related("adjudicator__review", "appeal__measure")
    found: Mandate | MeasureMandate | None = (
        texts.filter(pk=mandate_id).first() or measures.filter(pk=mandate_id).first()
    )
    if found is None:
        raise NotThere()
    return found


def mandate_of(token: str, now: datetime) -> Mandate:
    """Return what a token opens at `now`; raises `NotThere`, or `MandateOver` for a used link."""
    rows = Mandate.objects.select_related("adjudicator", "appeal__case__review")
    return _opened(rows, token, now)


def measure_mandate_of(token: str, now: datetime) -> MeasureMandate:
    """Return what a token for a measure opens; raises as `mandate_of` does."""
    rows = MeasureMandate.objects.select_related("adjudicator", "appeal__measure__review")
    return _opened(rows, token, now)


def _opened(rows: QuerySet[AnyMandate], token: str, now: datetime) -> AnyMandate:
    found = rows.filter(token_sha256=hashlib.sha256(token.encode()).hexdigest()).first()
    if found is None:
        raise NotThere()
    if not link_opens(found.expires_at, found.revoked_at, now):
        raise MandateOver()
    return found


def mandates_in(review: Review) -> QuerySet[Mandate]:
    """Return the mandates of a review, the latest first, with appeal, case and adjudicator."""
    rows = Mandate.objects.filter(adjudicator__review=review)
    return rows.select_related("adjudicator", "appeal__case").order_by("-sent_at")


def measure_mandates_in(review: Review) -> QuerySet[MeasureMandate]:
    """Return the mandates about measures of a review, the latest first."""
    rows = MeasureMandate.objects.filter(adjudicator__review=review)
    return rows.select_related("adjudicator", "appeal__measure").order_by("-sent_at")
