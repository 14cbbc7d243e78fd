"""A guest sends a comment, which waits for its confirmation by e-mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.comments.actions.accept_submission import Submission, accept_submission_step
from consult.comments.actions.guest_address import checked_email, require_few_waiting
from consult.comments.models import Comment, Unconfirmed
from consult.comments.permissions import confirmation_token
from consult.comments.rules.confirmation import (
    CONFIRM_HOURS,
    CONFIRM_WITHIN,
    LinkExpired,
)
from consult.comments.rules.passage import Passage
from consult.comments.rules.submission import checked_name
from consult.core.idempotency import once
from consult.core.transactions import command, step
from consult.drafts.models import Chapter
from consult.notices.actions import tell_step


@step
def send_as_guest_step(
    *,
    name: str,
    email: str,
    chapter: Chapter,
    anchor_at: Passage | None,
    language: str,
    body: str,
    accepted_code_version: int | None,
    key: UUID,
    replied_to: Comment | None = None,
    page_language: str = "en",
    now: datetime | None = None,
) -> Unconfirmed:
    """Keep a guest's text and send the link that confirms it, once for a key.

    Guarantees no comment, case, entry or receipt before the confirmation. Texts of others whose
    link has expired are deleted on the way. Refuses what `accept_submission_step` refuses, a
    missing name, an impossible address (`EmailWrong`), and an address with `MOST_WAITING` texts
    unconfirmed (`TooManyWaiting`), so that nobody's mailbox is flooded through us.
    """
    submission = Submission(chapter, anchor_at, replied_to, language, body, accepted_code_version)
    shown_name, address = checked_name(name), checked_email(email)
    at = now or timezone.now()

    def make() -> str:
        accepted = accept_submission_step(submission=submission, at=at)
        forget_expired_step(now=at)
        require_few_waiting(address)
        waiting = Unconfirmed.objects.create(
            chapter=accepted.chapter,
            anchor=accepted.anchor,
            replied_to=accepted.replied_to,
            email=address,
            name=shown_name,
            language=accepted.language,
            page_language=page_language,
            body=accepted.body,
            code_version=accepted.code_version,
            sent_at=at,
        )
        _send_link(waiting)
        return str(waiting.pk)

    said = {**submission.as_data(), "name": shown_name, "email": address}
    made = once(scope="comment:guest", key=key, body=said, make=make)
    waiting = Unconfirmed.objects.filter(pk=made).first()
    if waiting is None:
        raise LinkExpired(hours=CONFIRM_HOURS)
    return waiting


@step
def forget_expired_step(*, now: datetime) -> int:
    """Delete the texts that can no longer be confirmed; return how many there were."""
    expired = Unconfirmed.objects.filter(comment__isnull=True, sent_at__lt=now - CONFIRM_WITHIN)
    return expired.delete()[0]


def _send_link(waiting: Unconfirmed) -> None:
    tell_step(
        to=waiting.email,
        language=waiting.page_language,
        template="comments/mail/confirm",
        context={
            "waiting": waiting,
            "review": waiting.chapter.review,
            "chapter": waiting.chapter,
            "token": confirmation_token(waiting),
            "hours": CONFIRM_HOURS,
        },
    )


@command
def send_as_guest(**arguments: Any) -> Unconfirmed:
    """Send a comment as a guest: see `send_as_guest_step`."""
    return send_as_guest_step(**arguments)
