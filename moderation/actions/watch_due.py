"""Leads are told of appeals that fall due and of cases that wait for too long."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from consult.core.transactions import command, step
from consult.notices.actions import tell_step
from consult.reviews.models import Review
from moderation.actions.hand_over import hand_all_over_step
from moderation.actions.remind import remind_step
from moderation.models import Appeal, MeasureAppeal
from moderation.selectors import (
    appeals_due,
    measure_appeals_due,
    overdue_cases,
    who_is_alerted,
)

TOLD_BEFORE: Final = timedelta(days=2)
"""How long before the promised date leads are told of an appeal."""


@step
def watch_due_step(*, review: Review, now: datetime | None = None) -> int:
    """Tell the leads of a review what is late or soon will be; return how many things were told.

    Of an appeal, also against a measure, `TOLD_BEFORE` its date and once more when that is over;
    of cases beyond the promised time once a day, their number alone. An appeal that nobody in the
    team can answer any more goes outside (`hand_all_over_step`). Asking again tells nothing twice.
    """
    at = now or timezone.now()
    told = 0
    for appeal in appeals_due(review, at + TOLD_BEFORE):
        told += _tell_of_appeal(review, appeal, at)
    for one in measure_appeals_due(review, at + TOLD_BEFORE):
        told += _tell_of_measure(review, one, at)
    late = overdue_cases(review, at)
    if late and remind_step(
        review=review, kind="cases_overdue", subject=str(review.pk), day=at.date()
    ):
        _tell(review, "cases_overdue", {"count": late})
        told += 1
    hand_all_over_step(review=review, now=at)
    return told


def _tell_of_appeal(review: Review, appeal: Appeal, at: datetime) -> int:
    over = at > appeal.due_at
    kind = "appeal_overdue" if over else "appeal_soon"
    if not remind_step(review=review, kind=kind, subject=str(appeal.pk)):
        return 0
    _tell(review, "appeal_due", {"appeal": appeal, "case": appeal.case, "over": over})
    return 1


def _tell_of_measure(review: Review, appeal: MeasureAppeal, at: datetime) -> int:
    over = at > appeal.due_at
    kind = "measure_overdue" if over else "measure_soon"
    if not remind_step(review=review, kind=kind, subject=str(appeal.pk)):
        return 0
    _tell(review, "measure_appeal_due", {"appeal": appeal, "measure": appeal.measure, "over": over})
    return 1


def _tell(review: Review, letter: str, said: dict[str, object]) -> None:
    for lead in who_is_alerted(review):
        tell_step(
            to=lead.email,
            language=lead.language,
            template=f"moderation/mail/{letter}",
            context={"review": review, **said},
        )


@command
def watch_due(*, review: Review, now: datetime | None = None) -> int:
    """Tell the leads what is late: see `watch_due_step`."""
    return watch_due_step(review=review, now=now)
