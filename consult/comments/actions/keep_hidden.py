"""A published comment is kept from the public for a time, and shown again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from consult.comments.actions.index_comments import index_comment_step
from consult.comments.actions.show_comment import (
    comment_called,
    open_texts_step,
    withdraw_texts_step,
)
from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.core.transactions import step


@step
def keep_hidden_step(*, public_id: UUID, until: datetime) -> Comment:
    """Keep a published comment from the public until a moment, and from search and bundle.

    Pages, copies and files read `until` against their own clock, so nobody has to act for the text
    to come back there; `show_hidden_step` puts search and bundle in order. A comment that is not
    published is left as it is. The caller holds the discussion's lock.
    """
    comment = comment_called(public_id)
    if comment.state != CommentState.PUBLISHED:
        return comment
    was_hidden = comment.hidden_until is not None
    comment.hidden_until = until
    comment.times_shown_anew += 1
    comment.save(update_fields=["hidden_until", "times_shown_anew"])
    if not was_hidden:
        withdraw_texts_step(comment=comment)
    return comment


@step
def show_hidden_step(*, public_id: UUID) -> Comment:
    """End the hiding of a comment: search and bundle have it again, if it is still published.

    Changes nothing where it is not hidden. The caller holds the discussion's lock.
    """
    comment = comment_called(public_id)
    if comment.hidden_until is None:
        return comment
    comment.hidden_until = None
    comment.save(update_fields=["hidden_until"])
    if comment.state == CommentState.PUBLISHED:
        open_texts_step(comment=comment)
        index_comment_step(comment=comment, chapter=comment.discussion.chapter)
    return comment
