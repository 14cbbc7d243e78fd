"""A comment is posted from an account."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.comments.actions.accept_submission import Submission, accept_submission_step
from consult.comments.actions.store_comment import Author, store_comment_step
from consult.comments.models import Comment
from consult.comments.rules.passage import Passage
from consult.core.errors import NotPermitted
from consult.core.idempotency import once
from consult.core.transactions import command, step
from consult.drafts.models import Chapter
from moderation.actions import accept_code_step


@step
def post_comment_step(
    *,
    actor: Any,
    chapter: Chapter,
    anchor_at: Passage | None,
    language: str,
    body: str,
    accepted_code_version: int | None,
    key: UUID,
    replied_to: Comment | None = None,
    seconds: int | None = None,
    now: datetime | None = None,
) -> Comment:
    """Post a comment on a passage, a block or, without `anchor_at`, the chapter; or a reply.

    Any active account may. Guarantees a pending comment with number, receipt, case, ledger entry
    and receipt mail, exactly once for a key: a repeat returns the first comment, even after the
    deadline, and the same key with another text raises `KeyReused`. The version accepted is noted
    with the account. `seconds` is how long the form was open, where that is known. Refuses what
    `accept_submission_step` refuses; guests go through `send_as_guest`.
    """
    if not (actor.is_authenticated and actor.is_active):
        raise NotPermitted()
    submission = Submission(chapter, anchor_at, replied_to, language, body, accepted_code_version)
    at = now or timezone.now()

    def make() -> str:
        accepted = accept_submission_step(submission=submission, at=at, actor=actor)
        author = Author(
            reference=actor.reference,
            name=actor.name or actor.reference,
            email=actor.email,
            page_language=actor.language,
            user=actor,
            organisation=actor.organisation,
            seconds=seconds,
        )
        if accepted.code is not None:
            accept_code_step(person=actor, code=accepted.code, now=at)
        comment = store_comment_step(accepted=accepted, author=author, posted_at=at, now=at)
        return str(comment.public_id)

    made = once(scope=f"comment:{actor.pk.hex}", key=key, body=submission.as_data(), make=make)
    return Comment.objects.get(public_id=made)


@command
def post_comment(**arguments: Any) -> Comment:
    """Post a comment from an account: see `post_comment_step`."""
    return post_comment_step(**arguments)
