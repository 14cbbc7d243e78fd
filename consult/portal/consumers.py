"""The websocket on which a page follows a publication."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.core.consumers import FollowingConsumer
from consult.portal.selectors.publication import publication_progress


class PublicationConsumer(FollowingConsumer):
    """Sends a publication's progress."""

    kind = "publication"

    def look(self, person: Any, subject_id: UUID) -> dict[str, Any]:
        """Return the progress to whoever may publish."""
        return publication_progress(person, subject_id)
