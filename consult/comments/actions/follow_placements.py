"""The comments of a chapter take their places in a version that has just been published."""

from __future__ import annotations

from django.db import connection
from django.db.models import Case, Count, DateTimeField, Exists, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from consult.comments.actions.lock_discussion import lock_discussion_step
from consult.comments.models import BlockTally, Comment, Discussion
from consult.comments.rules.paths import SEGMENT
from consult.core.transactions import step
from consult.drafts.actions import note_unsettled_step
from consult.drafts.models import Chapter, Placement, PlacementDecision, Version
from consult.drafts.rules.settling import CONFIRMED, OPEN, Verdict

# The ranks of a whole discussion in two statements: a statement for each comment, or one that
# names each of them, takes seconds where there are ten thousand. SQLite and PostgreSQL read both.
_RANK_THREADS = """
UPDATE comments_comment SET rank = counted.place
FROM (
    SELECT xtd_id, ROW_NUMBER() OVER (PARTITION BY block_key ORDER BY path) AS place
    FROM comments_comment
    WHERE discussion_id = %s AND shown_at IS NOT NULL AND depth = 0 AND counted_in IS NULL
) AS counted
WHERE comments_comment.xtd_id = counted.xtd_id
  AND (comments_comment.rank IS NULL OR comments_comment.rank <> counted.place)
"""
_RANK_REPLIES = """
UPDATE comments_comment SET rank = root.rank
FROM comments_comment AS root
WHERE comments_comment.discussion_id = %s
  AND comments_comment.depth > 0
  AND comments_comment.rank IS NOT NULL
  AND root.discussion_id = comments_comment.discussion_id
  AND root.path = substr(comments_comment.path, 1, %s)
  AND root.rank <> comments_comment.rank
"""


@step
def follow_placements_step(*, chapter: Chapter, version: Version) -> int:
    """Move every comment to where its anchor stands in `version`; return how many were placed.

    Guarantees that the kept counts and the ranks fit the new blocks, and that what an editor has
    still to settle is marked as such. An anchor without a placement in the version (made on it, or
    a chapter as a whole) stays where it is. Whoever publishes holds `lock_discussion_step` from
    the start, so that no comment is anchored in between. Takes ten queries for any number.
    """
    discussion = lock_discussion_step(chapter_id=chapter.pk)
    placed = Placement.objects.filter(version=version)
    here = placed.filter(anchor=OuterRef("anchor"))
    unsettled = here.filter(outcome__in=OPEN).exclude(match=CONFIRMED)
    count = Comment.objects.filter(
        discussion=discussion, anchor__in=placed.values("anchor")
    ).update(
        block_key=Subquery(here.values("block_key")[:1]),
        placement=Subquery(here.values("outcome")[:1]),
        unsettled_at=Case(
            When(Exists(unsettled), then=Value(timezone.now())),
            default=None,
            output_field=DateTimeField(),
        ),
    )
    rank_again_step(discussion=discussion)
    count_unsettled_step(discussion=discussion)
    return count


@step
def follow_decision_step(*, decision: PlacementDecision) -> None:
    """Move the comments on a passage to where an editor has said that it stands.

    The caller holds the discussion's lock. Guarantees what `follow_placements_step` does.
    """
    discussion = Discussion.objects.get(chapter_id=decision.version.chapter_id)
    is_open = decision.verdict == Verdict.UNDONE and decision.outcome in OPEN
    Comment.objects.filter(discussion=discussion, anchor=decision.anchor_id).update(
        block_key=decision.block_key,
        placement=decision.outcome,
        unsettled_at=decision.decided_at if is_open else None,
    )
    rank_again_step(discussion=discussion)
    count_unsettled_step(discussion=discussion)


@step
def count_unsettled_step(*, discussion: Discussion) -> None:
    """Count the threads whose passage waits for an editor, for the editors' desk.

    The caller holds the discussion's lock.
    """
    waiting = Comment.objects.filter(
        discussion=discussion, depth=0, unsettled_at__isnull=False
    ).count()
    note_unsettled_step(chapter_id=discussion.chapter_id, count=waiting)


@step
def rank_again_step(*, discussion: Discussion) -> None:
    """Give shown threads their ranks by block, in reading order, and count again.

    The caller holds the discussion's lock.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RANK_THREADS, [discussion.pk])
        cursor.execute(_RANK_REPLIES, [discussion.pk, SEGMENT])
    shown = Comment.objects.filter(discussion=discussion, shown_at__isnull=False)
    counts = (
        shown.order_by()
        .values_list("block_key")
        .annotate(count=Count("pk"), begun=Count("pk", filter=Q(depth=0, counted_in=None)))
    )
    rows = [
        BlockTally(discussion=discussion, block_key=key, shown=count, threads=threads)
        for key, count, threads in counts
    ]
    BlockTally.objects.filter(discussion=discussion).delete()
    BlockTally.objects.bulk_create(rows)
