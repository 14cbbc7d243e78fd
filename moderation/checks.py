"""Every kind of text that is judged has somebody who can carry out the judgement."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from moderation.registry import registered_kinds


@register()
def kinds_have_handlers(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Report each kind in `MODERATED_KINDS` without a handler, and each handler not listed."""
    listed, handled = set(settings.MODERATED_KINDS), registered_kinds()
    missing = [
        Error(
            f"Texts of the kind “{kind}” are moderated, but nothing handles them.",
            hint="Register a handler in the ready() of the app that owns them.",
            id="moderation.E001",
        )
        for kind in sorted(listed - handled)
    ]
    unlisted = [
        Error(
            f"There is a handler for “{kind}”, which MODERATED_KINDS does not list.",
            hint="Add the kind to MODERATED_KINDS.",
            id="moderation.E002",
        )
        for kind in sorted(handled - listed)
    ]
    return [*missing, *unlisted]
