"""The discussion of a chapter, or of a comment, is locked."""

from __future__ import annotations

from uuid import UUID

from consult.comments.models import Comment, Discussion
from consult.core.transactions import step


@step
def lock_discussion_step(*, chapter_id: UUID) -> Discussion:
    """Return a chapter's discussion, begun if need be, its row locked until the command ends.

    Whoever gives comments a place, shows them, or publishes a version of the chapter holds this
    lock, so that places, ranks and counts are given out one after the other and no comment is
    anchored to a version that is just being replaced.
    """
    Discussion.objects.get_or_create(chapter_id=chapter_id)
    return Discussion.objects.select_for_update().get(chapter_id=chapter_id)


@step
def lock_discussion_of_step(*, public_id: UUID) -> Discussion:
    """Return the discussion that a comment stands in, its row locked until the command ends.

    The same lock as that of `lock_discussion_step`, in one query.
    """
    standing = Comment.objects.filter(public_id=public_id).values("discussion_id")
    return Discussion.objects.select_for_update().get(pk__in=standing)
