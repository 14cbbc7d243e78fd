"""What the clock of moderation causes."""

from __future__ import annotations

import logging
from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from moderation.actions import lapse_hiding as end_hiding
from moderation.actions import watch_due
from moderation.selectors import unnoted_ends, watched_reviews

logger = logging.getLogger(__name__)


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
    for case_id in unnoted_ends(now()):
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
