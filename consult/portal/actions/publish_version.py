"""A version is published, and everything that hangs on the text follows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from consult.comments.actions import follow_placements_step, lock_discussion_step
from consult.core.transactions import command
from consult.drafts.actions import publish_version_step
from consult.drafts.models import Chapter, Version


@command
def publish_version(
    *, actor: Any, chapter: Chapter, languages: Sequence[str] | None = None
) -> Version:
    """Publish the drafts in checking as the chapter's next version.

    In one transaction the text becomes immutable, every anchor is placed in it, and the comments
    take their new places. Raises what `publish_version_step` raises.
    """
    # The discussion is the subject's lock: nobody posts on the old text while it is replaced.
    lock_discussion_step(chapter_id=chapter.pk)
    version = publish_version_step(actor=actor, chapter=chapter, languages=languages)
    follow_placements_step(chapter=chapter, version=version)
    return version
