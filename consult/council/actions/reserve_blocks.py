"""Reservations point at passages of the motion's texts."""

from __future__ import annotations

from collections.abc import Sequence

from consult.core.transactions import step
from consult.council.models import Ballot, Motion, ReservedBlock
from consult.council.models.reservation import PASSAGES_AT_MOST
from consult.council.rules.reservation import require_pointing
from consult.drafts.models import Block


@step
def find_reserved_step(*, motion: Motion, choice: str, wanted: Sequence[int]) -> list[Block]:
    """Return the blocks that a ballot points at, in the order of the texts; writes nothing.

    Raises `PassagesWithoutReservations`, `PassageNotInMotion` or `TooManyPassages`.
    """
    if not wanted:
        return []
    versions = motion.texts.values("rendering__version")
    found = Block.objects.filter(pk__in=set(wanted), version__in=versions)
    blocks = list(found.order_by("version__chapter__position", "position"))
    require_pointing(choice, set(wanted), len(blocks), limit=PASSAGES_AT_MOST)
    return blocks


@step
def reserve_blocks_step(*, ballot: Ballot, blocks: Sequence[Block]) -> None:
    """Keep what a ballot just cast points at."""
    ReservedBlock.objects.bulk_create(ReservedBlock(ballot=ballot, block=each) for each in blocks)
