"""An editor asks for a chapter's drafts to be published, and need not wait for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.core.tasks import enqueue
from consult.core.transactions import command
from consult.drafts.actions import begin_publication_step
from consult.drafts.models import Chapter, Publication


@command
def ask_to_publish(*, actor: Any, chapter: Chapter, mandate_id: UUID | None = None) -> Publication:
    """Begin a publication as a task, or return the one that goes on already.

    `mandate_id` is what `publish_version` takes. Raises what `begin_publication_step` raises.
    """
    publication, is_new = begin_publication_step(actor=actor, chapter=chapter)
    if is_new:
        mandate: dict[str, Any] = {} if mandate_id is None else {"mandate_id": str(mandate_id)}
        enqueue("consult.portal.tasks.publish", publication_id=str(publication.pk), **mandate)
    return publication
