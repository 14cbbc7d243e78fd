"""The states of a comment, and which of them the public sees."""

from __future__ import annotations

from enum import StrEnum


class CommentState(StrEnum):
    PENDING = "pending"
    PUBLISHED = "published"
    REFUSED = "refused"


# A refused comment is shown too: as a note that says which rule, without its text.
SHOWN = (CommentState.PUBLISHED, CommentState.REFUSED)
