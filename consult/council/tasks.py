"""What the council's clock causes."""

from __future__ import annotations

import logging

from django_tasks import task

from consult.council.actions import close_motion, open_motion, remind_seats
from consult.council.actions.tell_head import WEEK, tell_weekly_head
from consult.council.selectors.clock import database_now
from consult.council.selectors.due import due_motions, motions_to_open
from consult.council.selectors.heads import reviews_due
from consult.council.selectors.unvoted import motions_to_remind

logger = logging.getLogger(__name__)


def open_due() -> int:
    """Open every motion whose time has come; return how many. See `close_due`."""
    opened = 0
    for motion_id in motions_to_open():
        try:
            open_motion(motion_id=motion_id)
        except Exception:
            logger.exception("Motion %s could not be opened.", motion_id)
        else:
            opened += 1
    return opened


def close_due() -> int:
    """Close every motion whose time has come; return how many.

    Where silence was broken and a vote follows, this opens the vote. Each closes in a transaction
    of its own. One that cannot be closed holds up no other: it is logged, and the sweeper tries it
    again a minute later.
    """
    closed = 0
    for motion_id in due_motions():
        try:
            close_motion(actor=None, motion_id=motion_id)
        except Exception:
            logger.exception("Motion %s could not be closed.", motion_id)
        else:
            closed += 1
    return closed


def remind_due() -> int:
    """Remind the seats that have not voted, where it is time; return of how many motions.

    The sweeper calls it every minute. A motion whose seats were reminded for an occasion is not
    taken again. See `close_due`.
    """
    reminded = 0
    for motion_id in motions_to_remind():
        try:
            reminded += remind_seats(actor=None, motion_id=motion_id)
        except Exception:
            logger.exception("The seats of motion %s could not be reminded.", motion_id)
    return reminded


def tell_heads() -> int:
    """Mail the signed heads that are due this week; return of how many reviews. See `close_due`."""
    now = database_now()
    told = 0
    for review_id in reviews_due(now - WEEK):
        try:
            told += tell_weekly_head(review_id=review_id, now=now)
        except Exception:
            logger.exception("The head of review %s could not be mailed.", review_id)
    return told


@task()
def close_due_motions() -> None:
    """Close every motion whose time has come; a motion that is closed already stays as it is."""
    close_due()


@task()
def open_due_motions() -> None:
    """Open every motion whose time has come; one that is open already stays as it is."""
    open_due()
