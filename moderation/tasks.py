"""What moderation does in the background, a little at a time, and what its clock causes."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from consult.reviews.models import Review
from moderation.actions import keep_figures, remind_on_duty, watch_due
from moderation.actions import lapse_hiding as end_hiding
from moderation.selectors import (
    reviews_that_press,
    reviews_to_reckon,
    unnoted_ends,
    watched_reviews,
)

BATCHES_AT_ONCE = 20

logger = logging.getLogger(__name__)


def keep_all_figures() -> int:
    """Count what is new in every review's ledger; return how many entries were counted.

    Stops after `BATCHES_AT_ONCE` batches, so that a long log holds up nothing else in the sweep.
    """
    counted = 0
    for _batch in range(BATCHES_AT_ONCE):
        waiting: list[Review] = reviews_to_reckon()
        if not waiting:
            break
        counted += sum(keep_figures(review=review) for review in waiting)
    return counted


def remind_due(now: datetime | None = None) -> int:
    """Tell who is on duty of cases near their promised time; return how many mails were written.

    Each review in a transaction of its own: one that fails is logged and holds up no other.
    """
    sent, at = 0, now or timezone.now()
    for review in reviews_that_press(at):
        try:
            sent += remind_on_duty(actor=None, review=review, now=at)
        except Exception:
            logger.exception("Nobody could be reminded of the cases of %s.", review.slug)
    return sent


@task()
def lapse_hiding(case_id: str) -> None:
    """Put search and bundle in order once a text's hiding has ended by itself."""
    end_hiding(case_id=UUID(case_id))


def watch() -> int:
    """Tell leads what falls due, and note the hidings whose task was lost; return how much.

    Each review and each case is a transaction of its own, and one that fails holds up no other:
    it is logged, and the sweeper tries it again a minute later.
    """
    done = 0
    for case_id in unnoted_ends(timezone.now()):
        try:
            done += end_hiding(case_id=case_id)
        except Exception:
            logger.exception("The hiding of case %s could not be ended.", case_id)
    for review in watched_reviews():
        try:
            done += watch_due(review=review)
        except Exception:
            logger.exception("What is due in review %s could not be told.", review.slug)
    return done
