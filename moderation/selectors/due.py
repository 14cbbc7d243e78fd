"""What is promised and runs late: appeals, cases, and hidings whose end nobody has noted."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from consult.reviews.models import Review
from moderation.models import Appeal, Case, Measure, MeasureAppeal, Safeguard
from moderation.rules.measures import ANSWERS, ENDS
from moderation.rules.promise import PROMISED
from moderation.rules.safeguarding import HIDING, Act
from moderation.rules.states import CaseState
from moderation.selectors.measures import measure_appeals_waiting
from moderation.selectors.outside import appeals_waiting

_PROMISED_STATES = (CaseState.PENDING, CaseState.REPORTED, CaseState.ESCALATED)


def watched_reviews() -> QuerySet[Review]:
    """Return the reviews in which a text or an appeal waits for a moderator, in one query."""
    settled = Measure.objects.filter(about=OuterRef("measure"), act__in=ENDS | ANSWERS)
    measured = MeasureAppeal.objects.filter(~Exists(settled), measure__review=OuterRef("pk"))
    waiting = Case.objects.filter(
        review=OuterRef("pk"), state__in=[*_PROMISED_STATES, CaseState.APPEALED]
    )
    return Review.objects.filter(Exists(waiting) | Exists(measured)).order_by("pk")


def appeals_due(review: Review, before: datetime) -> list[Appeal]:
    """Return the waiting appeals promised for before a moment, the most urgent first."""
    return list(appeals_waiting(review).filter(due_at__lte=before))


def measure_appeals_due(review: Review, before: datetime) -> list[MeasureAppeal]:
    """Return the waiting appeals against measures promised for before a moment."""
    return list(measure_appeals_waiting(review).filter(due_at__lte=before))


def overdue_cases(review: Review, now: datetime) -> int:
    """Return how many cases have waited for longer than the team promises; one query."""
    waiting = Case.objects.filter(review=review, state__in=_PROMISED_STATES)
    return waiting.filter(opened_at__lt=now - PROMISED).count()


def unnoted_ends(now: datetime) -> list[UUID]:
    """Return the cases whose hiding ended a minute ago or earlier and was noted by nobody."""
    later = Safeguard.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    rows = Safeguard.objects.filter(act__in=HIDING, until__lte=now - timedelta(minutes=1))
    ended = rows.filter(~Exists(later.exclude(act=Act.ALERT)))
    return list(ended.values_list("case_id", flat=True))
