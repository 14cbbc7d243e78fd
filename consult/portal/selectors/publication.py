"""How a publication stands, for the editor who watches it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.accounts.permissions import require_to_see
from consult.drafts.models import Publication
from consult.drafts.selectors import publication_called


def publication_to_see(person: Any, publication_id: UUID) -> Publication:
    """Return a publication to somebody who may publish in its review; raises `NotThere`."""
    publication = publication_called(publication_id)
    require_to_see(person, "drafts.publish_version", publication.chapter.review)
    return publication


def publication_progress(person: Any, publication_id: UUID) -> dict[str, Any]:
    """Return what a socket tells about a publication; raises `NotThere`."""
    publication = publication_to_see(person, publication_id)
    return {
        "state": publication.state,
        "done": publication.done,
        "total": publication.total,
    }
