"""A guest confirms a comment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from consult.comments.actions.accept_submission import Accepted
from consult.comments.actions.lock_discussion import lock_discussion_step
from consult.comments.actions.store_comment import Author, store_comment_step
from consult.comments.models import Comment, Discussion, Unconfirmed
from consult.comments.permissions import require_confirmation
from consult.comments.rules.confirmation import LinkWrong
from consult.comments.rules.wording import Wording
from consult.core.transactions import command, step
from consult.drafts.models import Chapter

_KEPT_UNTIL_CONFIRMED = (
    "name", "email", "body", "suggested_old", "suggested_new", "on_behalf_of",
)  # fmt: skip


@step
def confirm_comment_step(*, token: str, now: datetime | None = None) -> Comment:
    """Turn a guest's waiting text into a comment, exactly once.

    Whoever holds the link from the mail may. The window, the code of conduct and the passage were
    judged when the text was sent, so a confirmation after the deadline counts. A repeat returns
    the comment that the first call made: the waiting row is locked. Raises `LinkExpired` or
    `LinkWrong`.
    """
    key = require_confirmation(token)
    # The discussion before the waiting row, as everywhere: sending locks in the same order.
    found = Unconfirmed.objects.filter(pk=key).values_list("chapter_id", flat=True).first()
    if found is None:
        raise LinkWrong()
    discussion = lock_discussion_step(chapter_id=found)
    waiting = Unconfirmed.objects.select_for_update().get(pk=key)
    if waiting.comment_id is not None:
        return Comment.objects.get(pk=waiting.comment_id)
    return make_confirmed_step(waiting=waiting, discussion=discussion, now=now or timezone.now())


@step
def make_confirmed_step(*, waiting: Unconfirmed, discussion: Discussion, now: datetime) -> Comment:
    """Turn a waiting text into a comment, and empty the row; both rows are locked."""
    chapter = Chapter.objects.select_related("review").get(pk=waiting.chapter_id)
    wording = Wording(waiting.suggested_old, waiting.suggested_new)
    comment = store_comment_step(
        accepted=Accepted(
            chapter=chapter,
            discussion=discussion,
            anchor=waiting.anchor,
            replied_to=waiting.replied_to,
            language=waiting.language,
            body=waiting.body,
            code_version=waiting.code_version,
            wording=wording if wording.old or wording.new else None,
        ),
        author=Author(
            reference=waiting.reference,
            name=waiting.name,
            email=waiting.email,
            page_language=waiting.page_language,
            on_behalf_of=waiting.on_behalf_of,
        ),
        posted_at=waiting.sent_at,
        now=now,
    )
    waiting.comment = comment
    for field in _KEPT_UNTIL_CONFIRMED:
        setattr(waiting, field, "")
    waiting.save(update_fields=["comment", *_KEPT_UNTIL_CONFIRMED])
    return comment


@command
def confirm_comment(**arguments: Any) -> Comment:
    """Confirm a guest's comment: see `confirm_comment_step`."""
    return confirm_comment_step(**arguments)
