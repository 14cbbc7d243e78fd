"""The time in which comments are taken is set."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from consult.core.errors import DomainError, N_, NotPermitted
from consult.core.journal import record
from consult.core.transactions import command, step
from consult.ledger.instant import format_instant
from consult.reviews.models import Review


class WindowBackwards(DomainError):
    """A window must close after it opens."""

    code = "window_backwards"
    field = "closes_at"
    message = N_("The consultation must close after it opens. Choose a later closing time.")


@step
def set_window_step(
    *, actor: Any, review: Review, opens_at: datetime, closes_at: datetime
) -> Review:
    """Set when comments on the review's drafts are taken; journalled, so a change can be seen."""
    if not actor.has_perm("reviews.change_timetable", review):
        raise NotPermitted()
    if closes_at <= opens_at:
        raise WindowBackwards()
    review = Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    review.comments_open_at = opens_at
    review.comments_close_at = closes_at
    review.save(update_fields=["comments_open_at", "comments_close_at"])
    record(
        review.log_id,
        "window.set.v1",
        actor=actor.reference,
        subject=review.reference,
        data={
            "chapter": None,
            "opens_at": format_instant(opens_at),
            "closes_at": format_instant(closes_at),
        },
    )
    return review


@command
def set_window(**arguments: Any) -> Review:
    """Set the time in which comments are taken: see `set_window_step`."""
    return set_window_step(**arguments)
