"""The comments of a chapter take their places in a version that has just been published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import OuterRef, Subquery

from consult.comments.actions.lock_discussion import lock_discussion_step
from consult.comments.models import BlockTally, Comment, Discussion
from consult.comments.rules.paths import root_of
from consult.core.transactions import step
from consult.drafts.models import Chapter, Placement, Version

BATCH = 500


@step
def follow_placements_step(*, chapter: Chapter, version: Version) -> int:
    """Move every comment to where its anchor stands in `version`; return how many were placed.

    Guarantees that the kept counts and the ranks fit the new blocks. An anchor without a placement
    in the version (made on it, or a chapter as a whole) stays where it is. Whoever publishes holds
    `lock_discussion_step` from the start, so that no comment is anchored in between.
    """
    discussion = lock_discussion_step(chapter_id=chapter.pk)
    placed = Placement.objects.filter(version=version)
    here = placed.filter(anchor=OuterRef("anchor"))
    count = Comment.objects.filter(
        discussion=discussion, anchor__in=placed.values("anchor")
    ).update(
        block_key=Subquery(here.values("block_key")[:1]),
        placement=Subquery(here.values("outcome")[:1]),
    )
    _rank_again(discussion)
    return count


def _rank_again(discussion: Discussion) -> None:
    """Give shown threads their ranks by block, in reading order, and count again."""
    shown = Comment.objects.filter(discussion=discussion, shown_at__isnull=False)
    rows = shown.only("path", "depth", "block_key", "rank").order_by("path")
    threads: Counter[UUID | None] = Counter()
    changed = list(_with_new_ranks(rows.iterator(chunk_size=2000), threads))
    Comment.objects.bulk_update(changed, ["rank"], batch_size=BATCH)
    counts = Counter(shown.values_list("block_key", flat=True))
    BlockTally.objects.filter(discussion=discussion).delete()
    BlockTally.objects.bulk_create(
        BlockTally(discussion=discussion, block_key=key, shown=count, threads=threads[key])
        for key, count in counts.items()
    )


def _with_new_ranks(rows: Iterable[Comment], threads: Counter[UUID | None]) -> Iterable[Comment]:
    """Yield the comments whose rank changes, their new rank set; count the threads by block."""
    ranks: dict[str, int] = {}
    for row in rows:
        old = row.rank
        if row.depth == 0:
            threads[row.block_key] += 1
            row.rank = ranks[row.path] = threads[row.block_key]
        elif old is not None:
            row.rank = ranks[root_of(row.path)]
        if row.rank != old:
            yield row
