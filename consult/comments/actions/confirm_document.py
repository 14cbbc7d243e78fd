"""A guest confirms what was chosen from a Word file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from consult.comments.actions.confirm_comment import make_confirmed_step
from consult.comments.actions.lock_discussion import lock_discussion_step
from consult.comments.models import SentDocument
from consult.comments.permissions import require_document_confirmation
from consult.comments.rules.confirmation import LinkWrong
from consult.core.transactions import command, step


@step
def confirm_document_step(*, token: str, now: datetime | None = None) -> SentDocument:
    """Turn everything that waits from one file into comments, exactly once.

    Whoever holds the link from the mail may. As with a single comment, a confirmation after the
    deadline counts. A repeat changes nothing: the file's row is locked. Raises `LinkExpired` or
    `LinkWrong`.
    """
    key = require_document_confirmation(token)
    found = SentDocument.objects.filter(pk=key).values_list("chapter_id", flat=True).first()
    if found is None:
        raise LinkWrong()
    discussion = lock_discussion_step(chapter_id=found)
    document = SentDocument.objects.select_for_update().get(pk=key)
    waiting = document.unconfirmed.select_for_update(of=("self",)).filter(comment__isnull=True)
    if document.made:
        return document
    at = now or timezone.now()
    document.made = [
        str(make_confirmed_step(waiting=each, discussion=discussion, now=at).public_id)
        for each in waiting.select_related("anchor__version").order_by("place")
    ]
    if not document.made:
        raise LinkWrong()
    document.save(update_fields=["made"])
    return document


@command
def confirm_document(**arguments: Any) -> SentDocument:
    """Confirm what was chosen from a file: see `confirm_document_step`."""
    return confirm_document_step(**arguments)
