"""The websockets on which pages follow a motion and a live session."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.core.consumers import ManyFollowingConsumer
from consult.council.permissions import motion_for_many, sitting_for_many
from consult.council.selectors.snapshot import snapshot


class MotionConsumer(ManyFollowingConsumer):
    """Sends a motion's snapshot to those who may see its page, which is the same for all."""

    kind = "motion"

    def look_for_all(
        self, people: list[Any], subject_id: UUID
    ) -> tuple[dict[str, Any], frozenset[UUID]]:
        """Return the snapshot, and the keys of those who may see the motion's page."""
        motion, allowed = motion_for_many(people, subject_id)
        return snapshot(motion), allowed


class SittingConsumer(ManyFollowingConsumer):
    """Sends a live session's number of changes: the page then asks for the truth."""

    kind = "sitting"

    def look_for_all(
        self, people: list[Any], subject_id: UUID
    ) -> tuple[dict[str, Any], frozenset[UUID]]:
        """Return the session's state, and the keys of those who may see it."""
        sitting, allowed = sitting_for_many(people, subject_id)
        return {
            "sequence": sitting.revision,
            "state": sitting.state,
            "place": sitting.place,
        }, allowed
