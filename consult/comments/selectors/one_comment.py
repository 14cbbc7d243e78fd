"""One comment, by the address that opens it."""

from __future__ import annotations

from uuid import UUID

from consult.comments.models import Comment, Discussion, Unconfirmed
from consult.comments.rules.confirmation import LinkWrong
from consult.core.errors import NotThere
from consult.drafts.models import Chapter

_WITH = ("discussion__chapter__review", "discussion__chapter__current", "anchor__version")


def receipt_of(token: str) -> Comment:
    """Return the comment whose receipt a token opens, with chapter, review and anchor.

    One query. Raises `NotThere` for a token that opens nothing.
    """
    try:
        return Comment.objects.select_related(*_WITH, "suggestion", "sealed").get(
            receipt_token=token
        )
    except Comment.DoesNotExist:
        raise NotThere() from None


def shown_comment(public_id: UUID) -> Comment:
    """Return a comment that the public sees, with chapter, review and anchor, in one query.

    Raises `NotThere` for any other, so that nobody learns that something waits.
    """
    try:
        return Comment.objects.select_related(*_WITH).get(
            public_id=public_id, shown_at__isnull=False
        )
    except Comment.DoesNotExist:
        raise NotThere() from None


def discussion_of(chapter: Chapter) -> Discussion | None:
    """Return a chapter's discussion, or None before anybody has commented."""
    return Discussion.objects.filter(chapter=chapter).first()


def waiting_text(key: UUID) -> Unconfirmed:
    """Return what a guest has sent, with chapter, review, anchor and the comment it became.

    Raises `LinkWrong` where there is nothing any more.
    """
    try:
        return Unconfirmed.objects.select_related("chapter__review", "anchor", "comment").get(
            pk=key
        )
    except Unconfirmed.DoesNotExist:
        raise LinkWrong() from None
