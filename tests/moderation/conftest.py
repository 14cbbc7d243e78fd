"""The scene that this room's tests are set in, beside that of the comments."""

from tests.moderation.campaign_scene import confirm, decide_all, send

__all__ = ["confirm", "decide_all", "send"]
