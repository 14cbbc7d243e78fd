"""A comment comes before the public: as its text, or as a note that it was refused."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F

from consult.comments.actions.index_comments import index_comment_step
from consult.comments.models import BlockTally, Comment, Discussion
from consult.comments.rules.paths import SEGMENT, root_of
from consult.comments.rules.searchable import COMMENT
from consult.comments.rules.states import CommentState, inline_rank
from consult.core.journal import publish_openings
from consult.core.search import forget_step
from consult.core.transactions import step
from moderation.rules.judging import SubjectErased

_SHOWN = (
    "state", "refused_rule", "refused_code_version", "shown_at", "rank", "times_shown_anew",
)  # fmt: skip


@step
def publish_comment_step(
    *, public_id: UUID, now: datetime, counts: bool = True, has_place: bool = True
) -> Comment:
    """Show a comment's text to everybody, and open the text's commitment in the ledger.

    A text with gaps is shown with them, and its commitment stays closed. Without `counts` the
    text comes back as if the note had never stood in its place; without `has_place` it is counted
    and gets no rank among the threads of its block.

    It takes the place of the note, where the comment had been refused; a published one stays as it
    is. The caller holds the discussion's lock. The entry itself never changes: its text was
    committed to when it was posted, and from now on the bundle gives salt and text with it.
    """
    comment = comment_called(public_id)
    if comment.state == CommentState.PUBLISHED:
        return comment
    _shown_now(comment, now, counts=counts, has_place=has_place)
    comment.state = CommentState.PUBLISHED
    comment.is_public = True
    comment.refused_rule, comment.refused_code_version = "", None
    comment.save(update_fields=[*_SHOWN, "is_public"])
    open_texts_step(comment=comment)
    index_comment_step(comment=comment, chapter=comment.discussion.chapter)
    return comment


@step
def show_gaps_step(*, public_id: UUID) -> None:
    """Let search and bundle hold of a published comment what its text shows now."""
    comment = comment_called(public_id)
    chapter = comment.discussion.chapter
    open_texts_step(comment=comment)
    forget_step(kind=COMMENT, within=str(chapter.pk), subject=str(comment.public_id))
    index_comment_step(comment=comment, chapter=chapter)


@step
def refuse_comment_step(
    *, public_id: UUID, rule_code: str, code_version: int, now: datetime, counts: bool = True
) -> Comment:
    """Put a note that names the rule in the place of a comment; its text is seen no longer.

    What was published leaves the search and the bundle with it; replies, counts and places stay,
    since the note stands where the text stood. Without `counts` the note comes back as if the text
    had never stood in its place. The caller holds the discussion's lock.
    """
    comment = comment_called(public_id)
    was_published = comment.state == CommentState.PUBLISHED
    _shown_now(comment, now, counts=counts)
    comment.state = CommentState.REFUSED
    comment.is_public = False
    comment.refused_rule = rule_code
    comment.refused_code_version = code_version
    comment.save(update_fields=[*_SHOWN, "is_public"])
    if was_published:
        withdraw_texts_step(comment=comment)
    return comment


@step
def open_texts_step(*, comment: Comment) -> None:
    """Let the bundle show the wording that is published, and none that has gaps."""
    log_id = comment.discussion.chapter.review.log_id
    for field in ("text", "suggestion"):
        publish_openings(
            log_id,
            subjects=[comment.reference],
            field=field,
            public=not comment.redacted_rule,
            index=comment.current_entry_index,
        )


@step
def withdraw_texts_step(*, comment: Comment) -> None:
    """Take every wording of a comment out of the bundle, and its text out of the search."""
    chapter = comment.discussion.chapter
    for field in ("text", "suggestion"):
        publish_openings(
            chapter.review.log_id, subjects=[comment.reference], field=field, public=False
        )
    forget_step(kind=COMMENT, within=str(chapter.pk), subject=str(comment.public_id))


def comment_called(public_id: UUID) -> Comment:
    """Reads only. Return the comment under the lock; raises `SubjectErased` for an emptied one."""
    found = Comment.objects.select_related("discussion__chapter__review").get(public_id=public_id)
    if found.state == CommentState.ERASED:
        raise SubjectErased()
    return found


def _shown_now(
    comment: Comment, now: datetime, *, counts: bool = True, has_place: bool = True
) -> None:
    """Count a comment that was never shown, and rank it among what its block shows.

    One that was shown before keeps its place, and counts how often that changed; what undoes such
    a change takes it from the count.
    """
    if comment.shown_at is not None:
        changed = comment.times_shown_anew + (1 if counts else -1)
        comment.times_shown_anew = max(0, changed)
        return
    comment.shown_at = now
    Discussion.objects.filter(pk=comment.discussion_id).update(shown=F("shown") + 1)
    tally, _new = BlockTally.objects.get_or_create(
        discussion_id=comment.discussion_id, block_key=comment.block_key
    )
    tally.shown += 1
    if not has_place:
        comment.rank = None
    elif comment.depth == 0:
        tally.threads += 1
        comment.rank = tally.threads
    else:
        comment.rank = _rank_of_reply(comment)
    tally.save(update_fields=["shown", "threads"])


def _rank_of_reply(comment: Comment) -> int | None:
    """Count the reply on its thread; return its rank, if it is among the first few."""
    above, root_path = comment.path[:-SEGMENT], root_of(comment.path)
    rows = Comment.objects.filter(
        discussion_id=comment.discussion_id, path__in={above, root_path}
    ).only("path", "rank", "replies_shown")
    by_path = {row.path: row for row in rows}
    root = by_path[root_path]
    Comment.objects.filter(pk=root.pk).update(replies_shown=root.replies_shown + 1)
    return inline_rank(by_path[above].rank, root.replies_shown)
