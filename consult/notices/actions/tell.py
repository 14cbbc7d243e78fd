"""One person is told one thing by mail, in their language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils.translation import override

from consult.core.languages import direction
from consult.core.mail import post
from consult.core.models import OutgoingMail
from consult.core.transactions import step


@step
def tell_step(
    *,
    to: str,
    language: str,
    template: str,
    context: Mapping[str, Any],
    about: str = "",
    not_before: datetime | None = None,
) -> OutgoingMail:
    """Render a mail and put it into the outbox of the caller's transaction.

    `template` names three files such as `comments/mail/receipt` with the endings `.subject.txt`,
    `.txt` and `.html`. A language that the interface does not speak falls back to the default
    one. Links in the mail are absolute: templates write `{{ base_url }}` before a path. Only the
    HTML is escaped, since a mail's subject and text are read as they are. `about` and
    `not_before` are what `consult.core.mail.post` says of them.
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
            subject=_plain(f"{template}.subject.txt", full),
            text=_plain(f"{template}.txt", full),
            html=render_to_string(f"{template}.html", full),
            about=about,
            not_before=not_before,
        )


def _plain(name: str, context: dict[str, Any]) -> str:
    return Engine.get_default().get_template(name).render(Context(context, autoescape=False))
