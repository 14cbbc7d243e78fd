"""One submission is erased, everywhere and at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.comments.actions import erase_comment_step, lock_discussion_step
from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.core.errors import NotThere
from consult.core.idempotency import forget_requests
from consult.core.journal import record
from consult.core.mail import erase_mail
from consult.core.tasks import enqueue
from consult.core.transactions import command, step
from consult.erasure.models import ErasureRequest
from consult.erasure.permissions import require_erasable
from consult.erasure.rules.asking import AskedBy, ErasureHeld, RequestState, Scope
from consult.erasure.selectors import hold_on
from moderation.actions import erase_case_step
from moderation.selectors import case_about

KIND = "comment"
TIDY = "consult.erasure.tasks.tidy"


@step
def erase_submission_step(
    *,
    actor: Any,
    public_id: UUID,
    asked_by: AskedBy,
    source: str = "",
    token: str = "",
    now: datetime | None = None,
) -> Comment:
    """Erase one submission at its author's wish, or as staff at an author's letter or an order.

    Guarantees, together or not at all, that its words and every name and address on it are gone
    from all tables, from the search, from what the ledger can open, and from mails sent and
    waiting; that number, dates, decisions with their rule, and answers stay; that the log says it,
    once; and that copies made before are thrown away soon after (`tidy_up`). A second call changes
    nothing. Refuses what `require_erasable` refuses, and what a court keeps (`ErasureHeld`).
    """
    found = Comment.objects.select_related("discussion__chapter__review").filter(
        public_id=public_id
    )
    comment = found.first()
    if comment is None:
        raise NotThere()
    at = now or timezone.now()
    if comment.state == CommentState.ERASED:
        return comment
    named = require_erasable(actor, comment, asked_by=asked_by, source=source, token=token)
    reference = actor.reference if actor.is_authenticated else comment.reference
    erased = empty_submission_step(
        comment=comment, asked_by=asked_by, reference=reference, thorough=True, now=at
    )
    ErasureRequest.objects.create(
        scope=Scope.ONE,
        source_kind=asked_by,
        source=named,
        asked_by=actor if actor.is_authenticated and asked_by is not AskedBy.AUTHOR else None,
        state=RequestState.DONE,
        done=1,
        total=1,
        asked_at=at,
        finished_at=at,
    )
    enqueue(TIDY)
    return erased


@step
def empty_submission_step(
    *, comment: Comment, asked_by: AskedBy, reference: str, thorough: bool, now: datetime
) -> Comment:
    """Empty everything that belongs to a submission, room by room; the permission was asked.

    `thorough` searches all mails for its number, and not only those that say what they are about:
    that reads the whole outbox, so whoever erases thousands does it by the address instead.
    Whatever keeps words of a submission in a table of its own is emptied from here.
    """
    review = comment.discussion.chapter.review
    # The discussion first, then the case and, by the entry, the log: as everywhere.
    lock_discussion_step(chapter_id=comment.discussion.chapter_id)
    comment = Comment.objects.get(pk=comment.pk)
    if comment.state == CommentState.ERASED:
        return comment
    if hold := hold_on(comment.public_id):
        raise ErasureHeld(source=hold.source)
    case = case_about(KIND, comment.public_id)
    words = erase_case_step(case_id=case.pk, now=now)
    made = erase_comment_step(public_id=comment.public_id, asked_by=asked_by, now=now)
    forget_requests([*words.made, *made])
    erase_mail(
        about=[comment.reference, *words.references], naming=comment.number if thorough else ""
    )
    record(
        review.log_id,
        "submission.erased.v1",
        actor=reference,
        subject=comment.reference,
        data={"number": comment.number, "asked_by": asked_by},
    )
    comment.refresh_from_db()
    return comment


@command
def erase_submission(**arguments: Any) -> Comment:
    """Erase one submission: see `erase_submission_step`."""
    return erase_submission_step(**arguments)
