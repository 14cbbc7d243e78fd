"""The scene of the comments' tests serves here too."""

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
