"""Answers to comments, and what still waits for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from consult.comments.models import Comment, Discussion
from consult.comments.rules.states import CommentState
from consult.core.errors import NotThere
from consult.drafts.models import Chapter
from consult.responses.models import Answer
from consult.reviews.models import Review


def answers_for(public_ids: Sequence[UUID]) -> dict[UUID, Answer]:
    """Return the current answers of comments, by the comment's public name, in one query."""
    if not public_ids:
        return {}
    answers = Answer.objects.filter(comment__public_id__in=public_ids, is_current=True)
    rows = answers.select_related("changed__version").annotate(about=F("comment__public_id"))
    return {row.about: row for row in rows}


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """An answer that points to words which changed: what it says, and the comment it is to."""

    disposition: str
    comment: UUID
    number: str


def answers_to_changes(
    chapter: Chapter, after: int, until: int
) -> dict[UUID | None, list[ChangeAnswer]]:
    """Return the current answers that point to words changed since version `after`, by block.

    Counted are words of the versions up to and with `until`; answers to comments that the public
    does not see are left out. One query, in the order of the comments' numbers.
    """
    rows = Answer.objects.filter(
        is_current=True,
        comment__state=CommentState.PUBLISHED,
        changed__version__chapter=chapter,
        changed__version__number__gt=after,
        changed__version__number__lte=until,
    ).order_by("comment__posted_at", "comment_id")
    found: dict[UUID | None, list[ChangeAnswer]] = {}
    for key, disposition, comment, number in rows.values_list(
        "changed__block_key", "disposition", "comment__public_id", "comment__number"
    ):
        found.setdefault(key, []).append(ChangeAnswer(disposition, comment, number))
    return found


def answers_in(discussion: Discussion) -> dict[UUID, Answer]:
    """Return all current answers in a discussion, by the comment's public name, in one query."""
    answers = Answer.objects.filter(comment__discussion=discussion, is_current=True)
    rows = answers.select_related("changed__version").annotate(about=F("comment__public_id"))
    return {row.about: row for row in rows}


def unanswered(review: Review) -> QuerySet[Comment]:
    """Return the review's published comments without an answer, the oldest first.

    What is hidden for safety waits until it is shown again. Of a campaign it is the comment that
    stands for it: its answer answers every voice.
    """
    answered = Answer.objects.filter(comment=OuterRef("pk"), is_current=True)
    return (
        Comment.objects.filter(
            discussion__chapter__review=review,
            state=CommentState.PUBLISHED,
            counted_in__isnull=True,
        )
        .filter(~Exists(answered))
        .exclude(hidden_until__gt=datetime.now(UTC))
        .select_related("discussion__chapter", "anchor")
        .order_by("posted_at", "pk")
    )


def answerable(public_id: UUID) -> Comment:
    """Return a published comment with its chapter and review; raise `NotThere` for any other.

    A voice of a campaign is answered with the comment that stands for it, so it is none.
    """
    try:
        return Comment.objects.select_related(
            "discussion__chapter__review", "discussion__chapter__current", "anchor"
        ).get(public_id=public_id, state=CommentState.PUBLISHED, counted_in__isnull=True)
    except Comment.DoesNotExist:
        raise NotThere() from None
