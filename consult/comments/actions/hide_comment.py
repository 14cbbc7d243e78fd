"""A comment that was shown by a decision since undone is as if it had never been shown."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from consult.comments.actions.show_comment import withdraw_texts_step
from consult.comments.models import BlockTally, Comment, Discussion
from consult.comments.rules.paths import SEGMENT, root_of
from consult.comments.rules.states import (
    INLINE_REPLIES,
    CommentState,
    RepliesStand,
    inline_rank,
)
from consult.core.transactions import step

_HIDDEN = (
    "state", "shown_at", "rank", "times_shown_anew", "refused_rule", "refused_code_version",
    "is_public",
)  # fmt: skip


@step
def hide_comment_step(*, public_id: UUID) -> Comment:
    """Take a comment from the public together with its place, its rank and its count.

    The threads after it move up, and so does the first reply that its thread had no room for.
    Search and bundle hold nothing of it any more. The caller holds the discussion's lock. Raises
    `RepliesStand` where the public sees a reply below it, which cannot stand without it.
    """
    comment = Comment.objects.select_related("discussion__chapter__review").get(public_id=public_id)
    below = Comment.objects.filter(
        discussion_id=comment.discussion_id,
        path__startswith=comment.path,
        shown_at__isnull=False,
    ).exclude(pk=comment.pk)
    if below.exists():
        raise RepliesStand()
    rank = comment.rank
    comment.state = CommentState.PENDING
    comment.is_public = False
    comment.shown_at = comment.rank = comment.refused_code_version = None
    comment.refused_rule = ""
    comment.times_shown_anew = 0
    comment.save(update_fields=_HIDDEN)
    withdraw_texts_step(comment=comment)
    Discussion.objects.filter(pk=comment.discussion_id).update(shown=F("shown") - 1)
    tally = BlockTally.objects.filter(
        discussion_id=comment.discussion_id, block_key=comment.block_key
    )
    if comment.depth:
        tally.update(shown=F("shown") - 1)
        _move_reply_up(comment, rank)
    else:
        tally.update(shown=F("shown") - 1, threads=F("threads") - 1)
        Comment.objects.filter(
            discussion_id=comment.discussion_id, block_key=comment.block_key, rank__gt=rank
        ).update(rank=F("rank") - 1)
    return comment


def _move_reply_up(comment: Comment, rank: int | None) -> None:
    """Count the reply on its thread no longer; rank the one that there is room for now."""
    root_path = root_of(comment.path)
    thread = Comment.objects.filter(discussion_id=comment.discussion_id)
    thread.filter(path=root_path).update(replies_shown=F("replies_shown") - 1)
    if rank is None:
        return
    replies = thread.filter(path__startswith=root_path, depth__gt=0, shown_at__isnull=False)
    moved = replies.order_by("shown_at", "path")[INLINE_REPLIES - 1 : INLINE_REPLIES].first()
    if moved is None or moved.rank is not None:
        return
    above = thread.only("rank").get(path=moved.path[:-SEGMENT])
    moved.rank = inline_rank(above.rank, INLINE_REPLIES - 1)
    moved.save(update_fields=["rank"])
