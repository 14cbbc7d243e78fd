"""The websocket on which a page follows a motion."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.core.consumers import FollowingConsumer
from consult.council.permissions import motion_to_see
from consult.council.selectors.snapshot import snapshot


class MotionConsumer(FollowingConsumer):
    """Sends a motion's snapshot."""

    kind = "motion"

    def look(self, person: Any, subject_id: UUID) -> dict[str, Any]:
        """Return the snapshot to whoever may see the motion's page."""
        return snapshot(motion_to_see(person, subject_id))
