"""Answers to comments, and what still waits for one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.core.errors import NotThere
from consult.responses.models import Answer
from consult.reviews.models import Review


def answers_for(comment_ids: Sequence[int]) -> dict[int, Answer]:
    """Return the current answer of each comment that has one, by the comment's key, in one query."""
    if not comment_ids:
        return {}
    answers = Answer.objects.filter(comment__in=comment_ids, is_current=True)
    return {answer.comment_id: answer for answer in answers.select_related("changed__version")}


def unanswered(review: Review) -> QuerySet[Comment]:
    """Return the review's published comments without an answer, the oldest first."""
    answered = Answer.objects.filter(comment=OuterRef("pk"))
    return (
        Comment.objects.filter(
            discussion__chapter__review=review, state=CommentState.PUBLISHED
        )
        .filter(~Exists(answered))
        .select_related("discussion__chapter", "anchor")
        .order_by("posted_at", "pk")
    )


def answerable(public_id: object) -> Comment:
    """Return a comment with its chapter and review; raise `NotThere` where there is none."""
    try:
        return Comment.objects.select_related(
            "discussion__chapter__review", "discussion__chapter__current", "anchor"
        ).get(public_id=public_id)
    except Comment.DoesNotExist:
        raise NotThere() from None
