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
from tests.moderation.campaign_scene import confirm, decide_all, send

__all__ = [
    "chapter",
    "code",
    "confirm",
    "decide_all",
    "editor",
    "judge",
    "moderator",
    "organisation",
    "participant",
    "post",
    "send",
]
