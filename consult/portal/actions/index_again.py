"""The index of the search is made anew from what is published."""

from __future__ import annotations

from consult.comments.actions import index_comments_step
from consult.core.transactions import command
from consult.drafts.actions import index_version_step
from consult.drafts.models import Chapter


@command
def index_chapter_again(*, chapter: Chapter) -> int:
    """Replace everything that the search knows of a chapter; return how many texts it knows now.

    For texts that were published before there was an index, and after a restored backup whose
    index is in doubt. It publishes nothing, so the operator's shell is all it asks for.
    """
    texts = index_version_step(version=chapter.current) if chapter.current else 0
    return texts + index_comments_step(chapter=chapter)
