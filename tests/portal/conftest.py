"""The scene that this room's tests are set in."""

from tests.comments.scene import (
    chapter,
    code,
    editor,
    judge,
    moderator,
    organisation,
    participant,
    post,
)

__all__ = [
    "chapter",
    "code",
    "editor",
    "judge",
    "moderator",
    "organisation",
    "participant",
    "post",
]
