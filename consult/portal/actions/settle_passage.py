"""An editor settles where a passage stands, and its comments follow."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.comments.actions import follow_decision_step, lock_discussion_step
from consult.core.transactions import command
from consult.drafts.actions import settle_placement_step
from consult.drafts.models import Chapter, PlacementDecision


@command
def settle_passage(
    *, actor: Any, chapter: Chapter, anchor_id: UUID, **decision: Any
) -> PlacementDecision:
    """Decide where a passage of the chapter stands, and move its comments there.

    Takes what `settle_placement_step` takes, and raises what it raises.
    """
    # The discussion is locked first, as when publishing, so that the two never wait crosswise.
    lock_discussion_step(chapter_id=chapter.pk)
    made = settle_placement_step(actor=actor, chapter=chapter, anchor_id=anchor_id, **decision)
    follow_decision_step(decision=made)
    return made
