"""A court's order keeps a submission, until it is lifted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.comments.rules.states import CommentState
from consult.comments.selectors import comment_numbered
from consult.core.errors import NotThere
from consult.core.text import clean_line
from consult.core.transactions import command, step
from consult.erasure.models import Hold
from consult.erasure.rules.asking import (
    SOURCE_MAX,
    ErasedAlready,
    NumberUnknown,
    SourceMissing,
    SourceTooLong,
)
from consult.reviews.models import Review


@step
def set_hold_step(*, actor: Any, review: Review, number: str, source: str) -> Hold:
    """Keep a submission because a court ordered it; setting it again returns the first.

    An administrator may. Refuses an unknown number (`NumberUnknown`), a text that is gone
    (`ErasedAlready`), and an order without a source (`SourceMissing`, `SourceTooLong`).
    """
    require(actor, "erasure.set_hold", review)
    named = clean_line(source)
    if not named:
        raise SourceMissing()
    if len(named) > SOURCE_MAX:
        raise SourceTooLong(limit=SOURCE_MAX)
    comment = comment_numbered(clean_line(number))
    if comment is None or comment.discussion.chapter.review_id != review.pk:
        raise NumberUnknown(number=clean_line(number))
    if comment.state == CommentState.ERASED:
        raise ErasedAlready()
    hold, _new = Hold.objects.get_or_create(
        subject_id=comment.public_id,
        lifted_at=None,
        defaults={
            "number": comment.number,
            "source": named,
            "set_by": actor,
            "set_at": timezone.now(),
        },
    )
    return hold


@step
def lift_hold_step(*, actor: Any, review: Review, hold_id: UUID) -> Hold:
    """End a hold; the row stays as a record. Lifting it again changes nothing."""
    require(actor, "erasure.set_hold", review)
    hold = (
        Hold.objects.select_for_update(of=("self",))
        .filter(pk=hold_id, number__startswith=f"{review.number_prefix}-")
        .first()
    )
    if hold is None:
        raise NotThere()
    if hold.lifted_at is None:
        hold.lifted_at, hold.lifted_by = timezone.now(), actor
        hold.save(update_fields=["lifted_at", "lifted_by"])
    return hold


@command
def set_hold(**arguments: Any) -> Hold:
    """Keep a submission: see `set_hold_step`."""
    return set_hold_step(**arguments)


@command
def lift_hold(**arguments: Any) -> Hold:
    """End a hold: see `lift_hold_step`."""
    return lift_hold_step(**arguments)
