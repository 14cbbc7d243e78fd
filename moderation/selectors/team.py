"""What waits for the team, by age and by due date, and who works on what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef, Q

from consult.reviews.models import Review
from moderation.models import Appeal, Case, Decision, Report
from moderation.rules.backlog import Age, Band, bands
from moderation.rules.promise import PROMISED
from moderation.rules.reckoning import Series, reports_waiting, settled, work_since
from moderation.rules.reckoning.team import Pace, Settled, paces
from moderation.rules.states import CaseState
from moderation.selectors.reckoning import Reckoning, reckoning_of

MOST_SHOWN = 25
WORK_OVER = timedelta(weeks=4)
_UNDECIDED = (CaseState.PENDING, CaseState.ESCALATED)


@dataclass(frozen=True, slots=True)
class Due:
    """A report or an appeal that waits, and by when its answer is promised."""

    case: Case
    what: str
    at: datetime
    due_at: datetime
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Load:
    """What one person did in `WORK_OVER`, and how many cases they hold now; None is gone."""

    person: Any
    decisions: int
    leases: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    """How moderation stands, for those who do it."""

    reckoning: Reckoning
    paces: list[Pace]
    backlog: dict[Age, int]
    appeals: Settled
    reports_waiting: int
    due_appeals: list[Due]
    due_reports: list[Due]
    load: list[Load]


def team_page(review: Review, person: Any, now: datetime, *, sees_all: bool) -> TeamPage:
    """Return how moderation stands, in at most twelve queries; the load of all, or only one's own.

    Only what waits is counted, on an index; everything else comes from kept numbers.
    """
    within = (
        Series.FIRST_DECISION, Series.REPORT, Series.REPORT_ANSWER, Series.APPEAL,
        Series.APPEAL_ANSWER, Series.WORK,
    )  # fmt: skip
    reckoning = reckoning_of(review, within=within)
    return TeamPage(
        reckoning=reckoning,
        paces=paces(reckoning.counts),
        backlog=_backlog(review, now),
        appeals=settled(reckoning.counts),
        reports_waiting=reports_waiting(reckoning.counts),
        due_appeals=_appeals(review, now),
        due_reports=_reports(review, now),
        load=_load(review, reckoning, None if sees_all else person, now),
    )


def _backlog(review: Review, now: datetime) -> dict[Age, int]:
    """Count by age what no decision was made on; one query, which reads an index alone."""
    cases = Case.objects.filter(review=review, state__in=_UNDECIDED)
    counts = {str(band.age): Count("opened_at", filter=_inside(band)) for band in bands(now)}
    found = cases.aggregate(**counts)
    return {age: found[age] for age in Age}


def _inside(band: Band) -> Q:
    inside = Q()
    if band.since is not None:
        inside &= Q(opened_at__gte=band.since)
    if band.until is not None:
        inside &= Q(opened_at__lt=band.until)
    return inside


def _appeals(review: Review, now: datetime) -> list[Due]:
    answered = Decision.objects.filter(appeal=OuterRef("pk"), undone_by=None)
    waiting = Appeal.objects.filter(
        ~Exists(answered), case__review=review, case__state=CaseState.APPEALED
    )
    found = waiting.select_related("case").order_by("due_at")[:MOST_SHOWN]
    return [Due(one.case, one.party, one.filed_at, one.due_at, now > one.due_at) for one in found]


def _reports(review: Review, now: datetime) -> list[Due]:
    waiting = Report.objects.filter(answered_by=0, case__review=review)
    found = waiting.select_related("case", "rule").order_by("filed_at")[:MOST_SHOWN]
    return [
        Due(
            one.case,
            one.rule.code if one.rule else "",
            one.filed_at,
            one.filed_at + PROMISED,
            now > one.filed_at + PROMISED,
        )
        for one in found
    ]


def _load(review: Review, reckoning: Reckoning, only: Any, now: datetime) -> list[Load]:
    since = now - WORK_OVER
    monday = (since.date() - timedelta(days=since.weekday())).isoformat()
    work = {
        UUID(name.partition(":")[2]): made
        for name, made in work_since(reckoning.counts, monday).items()
    }
    held = Case.objects.filter(review=review, claimed_until__gt=now, claimed_by__isnull=False)
    rows = held.order_by().values_list("claimed_by").annotate(Count("pk"))
    leases = dict(rows.values_list("claimed_by", "pk__count"))
    if only is not None:
        return [Load(only, work.get(only.pk, 0), leases.get(only.pk, 0))]
    people = get_user_model().objects.in_bulk([*work, *leases])
    load = [
        Load(people.get(key), work.get(key, 0), leases.get(key, 0))
        for key in dict.fromkeys([*work, *leases])
    ]
    return sorted(load, key=lambda one: (-one.decisions, -one.leases))
