"""The first version of a chapter is published, which nothing hangs on yet."""

from __future__ import annotations

from typing import Any

from consult.core.transactions import command
from consult.drafts.actions.publish_version import publish_version_step
from consult.drafts.models import Chapter, Version
from consult.drafts.rules.refusals import AlreadyPublished


@command
def publish_first_version(*, actor: Any, chapter: Chapter) -> Version:
    """Publish the drafts of a chapter that has no version: see `publish_version_step`.

    Refuses a chapter that has one (`AlreadyPublished`): comments and motions hang on it, so the
    next is published by the command of `portal` that lets them follow.
    """
    version = publish_version_step(actor=actor, chapter=chapter)
    if version.number > 1:
        raise AlreadyPublished()
    return version
