"""One person is told one thing by mail, in their language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from consult.core.languages import direction
from consult.core.mail import post
from consult.core.models import OutgoingMail
from consult.core.transactions import step


@step
def tell_step(*, to: str, language: str, template: str, context: Mapping[str, Any]) -> OutgoingMail:
    """Render a mail and put it into the outbox of the caller's transaction.

    `template` names three files such as `comments/mail/receipt` with the endings `.subject.txt`,
    `.txt` and `.html`. A language that the interface does not speak falls back to the default
    one. Links in the mail are absolute: templates write `{{ base_url }}` before a path.
    """
    spoken = dict(settings.LANGUAGES)
    language = language if language in spoken else settings.LANGUAGE_CODE
    with override(language):
        full = {
            **context,
            "base_url": settings.BASE_URL,
            "mail_language": language,
            "mail_direction": direction(language),
        }
        return post(
            to=to,
            subject=render_to_string(f"{template}.subject.txt", full),
            text=render_to_string(f"{template}.txt", full),
            html=render_to_string(f"{template}.html", full),
        )
