"""What the secretary's two buttons do with a motion that was typed: keep it, or put it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from consult.council.actions import notice_motion, put_motion, save_draft
from consult.council.models import Motion
from consult.reviews.models import Review


def keep_or_put(
    request: HttpRequest, review: Review, typed: dict[str, Any], kept: Motion | None
) -> Motion:
    """Keep the draft, or put the motion; of a draft, what was typed is kept before it is put."""
    asked = {"actor": request.user, "review": review, **typed}
    later = request.POST.get("then") == "draft"
    if kept is None:
        return save_draft(**asked) if later else put_motion(**asked)
    saved = save_draft(**asked, motion_id=kept.pk)
    return saved if later else notice_motion(actor=request.user, motion_id=kept.pk)
