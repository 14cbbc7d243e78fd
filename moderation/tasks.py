"""What moderation does in the background, a little at a time, and what its clock causes."""

from __future__ import annotations

import logging
from datetime import datetime

from django.utils import timezone

from consult.reviews.models import Review
from moderation.actions import keep_figures, remind_on_duty
from moderation.selectors import reviews_that_press, reviews_to_reckon

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
