"""How many passages of a chapter wait for an editor is kept with the chapter."""

from __future__ import annotations

from uuid import UUID

from consult.core.transactions import step
from consult.drafts.models import Chapter


@step
def note_unsettled_step(*, chapter_id: UUID, count: int) -> None:
    """Keep how many passages that people commented on wait to be settled.

    Whoever knows the comments counts, under the discussion's lock, each time that it may change.
    """
    Chapter.objects.filter(pk=chapter_id).update(unsettled=count)
