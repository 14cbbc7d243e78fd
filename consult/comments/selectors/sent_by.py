"""What one person has sent in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.core.addresses import one_of


def submissions_of(person_id: UUID | None, addresses: Sequence[str]) -> QuerySet[Comment]:
    """Return what an account sent and what guests sent from these addresses, the newest first.

    Without what has been erased, which is nobody's any more.
    """
    theirs = one_of("guest_email", addresses)
    if person_id is not None:
        theirs |= Q(author_id=person_id)
    found = Comment.objects.filter(theirs).exclude(state=CommentState.ERASED)
    return found.order_by("-posted_at", "-pk")


def comment_numbered(number: str) -> Comment | None:
    """Return the comment with a public number, or None."""
    return (
        Comment.objects.select_related("discussion__chapter__review").filter(number=number).first()
    )
