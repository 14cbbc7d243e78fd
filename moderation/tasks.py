"""What the moderators' clock causes."""

from __future__ import annotations

import logging
from datetime import datetime

from django.utils import timezone

from moderation.actions import remind_on_duty
from moderation.selectors import reviews_that_press

logger = logging.getLogger(__name__)


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
