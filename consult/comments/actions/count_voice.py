"""A published comment is counted in a campaign, or stands by itself again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from consult.comments.actions.show_comment import publish_comment_step
from consult.comments.models import BlockTally, Comment
from consult.core.transactions import step

_AT_ONCE = 500


@step
def count_voice_step(
    *, public_id: UUID, campaign_id: UUID, exemplar_id: UUID, now: datetime
) -> None:
    """Publish a comment as a further voice of a campaign, below the comment that stands for it.

    It is found, counted and linked to as any other, and takes no place of its own in the list. The
    caller holds the discussion's lock.
    """
    publish_comment_step(public_id=public_id, now=now, has_place=False)
    Comment.objects.filter(public_id=public_id).update(counted_in=campaign_id, rank=None)
    exemplar = Comment.objects.filter(public_id=exemplar_id)
    if not exemplar.filter(stands_for=campaign_id).update(voices=F("voices") + 1):
        exemplar.update(stands_for=campaign_id, voices=2)


@step
def stand_alone_step(*, public_id: UUID) -> None:
    """Let a comment stand by itself that is counted in a campaign or stands for one.

    It gets a place of its own behind those of its block. Nothing happens to any other comment. The
    caller holds the discussion's lock, and lets another stand for the campaign where this one did.
    """
    comment = Comment.objects.filter(public_id=public_id)
    found = comment.values_list("counted_in", "stands_for").first()
    if found is None or found == (None, None):
        return
    counted_in, _stands_for = found
    comment.update(counted_in=None, stands_for=None, voices=None)
    if counted_in is not None:
        Comment.objects.filter(stands_for=counted_in).update(voices=F("voices") - 1)
        _give_places(comment)


@step
def stand_for_step(*, public_id: UUID, campaign_id: UUID) -> None:
    """Let a comment that is counted in a campaign stand for it, in a place of its own.

    The caller holds the discussion's lock.
    """
    others = Comment.objects.filter(counted_in=campaign_id).exclude(public_id=public_id)
    comment = Comment.objects.filter(public_id=public_id, counted_in=campaign_id)
    if comment.update(counted_in=None, stands_for=campaign_id, voices=others.count() + 1):
        _give_places(Comment.objects.filter(public_id=public_id))


@step
def part_all_step(*, campaign_id: UUID) -> None:
    """Let every comment of a campaign stand by itself, in the order in which they came.

    The caller holds the discussion's lock.
    """
    counted = list(
        Comment.objects.filter(counted_in=campaign_id).order_by("path").values_list("pk", flat=True)
    )
    for start in range(0, len(counted), _AT_ONCE):
        voices = Comment.objects.filter(pk__in=counted[start : start + _AT_ONCE])
        voices.update(counted_in=None)
        _give_places(voices)
    Comment.objects.filter(stands_for=campaign_id).update(stands_for=None, voices=None)


def _give_places(comments: QuerySet[Comment]) -> None:
    """Rank comments that begin threads and have no rank, behind those of their block."""
    rows = list(comments.filter(depth=0, rank=None).order_by("path"))
    tallies: dict[UUID | None, BlockTally] = {}
    for row in rows:
        if row.block_key not in tallies:
            tallies[row.block_key], _new = BlockTally.objects.get_or_create(
                discussion_id=row.discussion_id, block_key=row.block_key
            )
        tally = tallies[row.block_key]
        tally.threads += 1
        row.rank = tally.threads
    Comment.objects.bulk_update(rows, ["rank"])
    BlockTally.objects.bulk_update(tallies.values(), ["threads"])
