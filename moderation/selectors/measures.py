"""Measures: what is in force, what they rest on, and who may see them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from consult.core.errors import NotThere
from consult.core.languages import shown
from consult.reviews.models import Review
from moderation.models import Case, Decision, Measure, MeasureAppeal
from moderation.rules.judging import is_own
from moderation.rules.measures import (
    ANSWERS,
    ENDS,
    PROPOSED_FROM,
    Act,
    Bar,
    Kind,
    is_appealable,
)
from moderation.rules.states import CaseState, Effect, Verdict

MOST_GROUNDS = 50
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """A measure with what came after it, as its page shows it."""

    measure: Measure
    ended: Measure | None
    answer: Measure | None
    appeal: Any
    is_appealable: bool
    is_in_force: bool

    @property
    def waits_for_answer(self) -> bool:
        """Say whether an appeal waits."""
        return self.appeal is not None and self.answer is None and self.ended is None


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """What the page of a case says of the author's account."""

    refused: list[Decision]
    measures: list[Measure]
    is_own: bool

    @property
    def is_proposed(self) -> bool:
        """Say whether a measure is proposed; nothing follows by itself."""
        return len(self.refused) >= PROPOSED_FROM


def _standing() -> QuerySet[Measure]:
    ended = Measure.objects.filter(about=OuterRef("pk"), act__in=ENDS)
    return Measure.objects.filter(~Exists(ended), act=Act.TAKE)


def in_force(person_key: UUID, review: Review, now: datetime) -> list[Measure]:
    """Return what bars an account at `now`, with its rules, in one query."""
    rows = _standing().filter(person_key=person_key, review=review, until__gt=now)
    return list(rows.select_related("rule").order_by("number"))


def bars_of(measures: list[Measure]) -> list[Bar]:
    """Return measures in force as the rules read them, in the reader's language."""
    return [
        Bar(
            Kind(one.kind),
            one.until,
            one.every_hours,
            f"{one.rule.code} {shown(one.rule, 'title')}",
        )
        for one in measures
        if one.until is not None
    ]


def last_sent_at(person_key: UUID, review: Review) -> datetime | None:
    """Return when an account last sent a text in."""
    cases = Case.objects.filter(author_id=person_key, review=review)
    return cases.order_by("-opened_at").values_list("opened_at", flat=True).first()


def refusals_of(author_id: UUID | None, review: Review, now: datetime) -> list[Decision]:
    """Return the refusals of an account's texts that stand, the latest first, in one query.

    That is: not undone, told, not changed by a later decision, and no appeal against them waits.
    `MOST_GROUNDS` at most. Guests have none.
    """
    if author_id is None:
        return []
    later = Decision.objects.filter(
        case=OuterRef("case"), number__gt=OuterRef("number"), undoes=None, undone_by=None
    )
    found = Decision.objects.filter(
        ~Exists(later),
        case__author_id=author_id,
        case__review=review,
        effect=Effect.WITHHOLD,
        rule__isnull=False,
        undoes=None,
        undone_by=None,
        told_at__lte=now,
    ).exclude(verdict=Verdict.REQUEST_CHANGES)
    rows = found.exclude(case__state=CaseState.APPEALED).select_related("case", "rule")
    return list(rows.order_by("-decided_at")[:MOST_GROUNDS])


def first_warning(person_key: UUID, review: Review) -> datetime | None:
    """Return when an account was first told of a warning that stands."""
    warnings = _standing().filter(person_key=person_key, review=review, kind=Kind.WARNING)
    return warnings.order_by("told_at").values_list("told_at", flat=True).first()


def record_of(case: Case, person: Any, now: datetime) -> AuthorRecord | None:
    """Return what is known of a case's author here, in two queries; None for a guest."""
    if case.author_id is None:
        return None
    measures = _standing().filter(person_key=case.author_id, review=case.review_id)
    return AuthorRecord(
        refused=refusals_of(case.author_id, case.review, now),
        measures=list(measures.select_related("rule").order_by("-taken_at")[:MOST_GROUNDS]),
        is_own=is_own(case.author_id, case.organisation_id, person.pk, person.organisation_id),
    )


def measures_in(review: Review, now: datetime) -> list[MeasureShown]:
    """Return the latest measures of a review, in three queries, at most `MOST_SHOWN`."""
    rows = Measure.objects.filter(review=review, act=Act.TAKE).select_related("person")
    return _shown(rows, now)


def measures_on(person: Any, now: datetime) -> list[MeasureShown]:
    """Return the measures against an account in every review, the latest first."""
    return _shown(Measure.objects.filter(person_key=person.pk, act=Act.TAKE), now)


def measure_called(measure_id: UUID, now: datetime) -> MeasureShown:
    """Return a measure with all that belongs to it; raises `NotThere`."""
    return _one(Measure.objects.filter(pk=measure_id, act=Act.TAKE), now)


def measure_opened(token: str, now: datetime) -> MeasureShown:
    """Return the measure that a mailed link opens; raises `NotThere`."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return _one(Measure.objects.filter(token_sha256=digest, act=Act.TAKE), now)


def measure_appeals_waiting(review: Review) -> QuerySet[MeasureAppeal]:
    """Return the appeals against measures that wait for their answer, the most urgent first.

    None of an account that is gone: nobody is left to be answered.
    """
    settled = Measure.objects.filter(about=OuterRef("measure"), act__in=ENDS | ANSWERS)
    rows = MeasureAppeal.objects.filter(
        ~Exists(settled), measure__review=review, measure__person__isnull=False
    )
    return rows.select_related("measure__review", "measure__person").order_by("due_at", "pk")


def refused_texts(measure: Measure) -> list[Decision]:
    """Return the refusals that a measure rests on, with their cases and rules, in one query."""
    rows = Decision.objects.filter(pk__in=measure.grounds.values("decision"))
    return list(rows.select_related("case__review", "rule__conduct").order_by("decided_at"))


def _one(rows: QuerySet[Measure], now: datetime) -> MeasureShown:
    found = _shown(rows, now)
    if not found:
        raise NotThere()
    return found[0]


def _shown(rows: QuerySet[Measure], now: datetime) -> list[MeasureShown]:
    full = rows.select_related("review", "rule__conduct", "appeal", "moderator")
    full = full.prefetch_related("later__moderator")
    return [_with_later(one, now) for one in full.order_by("-taken_at")[:MOST_SHOWN]]


def _with_later(measure: Measure, now: datetime) -> MeasureShown:
    later = list(measure.later.all())
    ended = next((one for one in later if one.act in ENDS), None)
    appeal = getattr(measure, "appeal", None)
    return MeasureShown(
        measure=measure,
        ended=ended,
        answer=next((one for one in later if one.act in ANSWERS), None),
        appeal=appeal,
        is_appealable=is_appealable(
            told_at=measure.told_at,
            was_appealed=appeal is not None,
            has_ended=ended is not None,
            now=now,
        ),
        is_in_force=ended is None and (measure.until is None or now < measure.until),
    )
