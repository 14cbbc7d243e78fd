"""An author sends another wording of a comment whose changes were asked for."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.comments.actions.lock_discussion import lock_discussion_step
from consult.comments.actions.redact_comment import redact_comment_step
from consult.comments.actions.show_wording import suggestion_html
from consult.comments.models import Comment, CommentRevision, Suggestion, Unconfirmed
from consult.comments.rules.acceptance import require_acceptance
from consult.comments.rules.markup import render_body
from consult.comments.rules.redaction import TypedText
from consult.comments.rules.submission import SameWording, checked_body
from consult.comments.rules.wording import checked_wording
from consult.comments.selectors import receipt_of, typed_text
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.transactions import command, step
from moderation.actions import look_again_step, resubmit_case_step
from moderation.rules.signals.finding import Submitted
from moderation.selectors import code_in_force


@step
def resubmit_comment_step(
    *,
    token: str,
    seen_revision: int,
    body: str,
    accepted_code_version: int | None,
    key: UUID,
    suggested_new: str = "",
    now: datetime | None = None,
) -> Comment:
    """Put another wording in the place of the one that was given back, and before the moderators.

    Whoever holds the receipt is the author; others get `NotThere`. The comment keeps number,
    receipt, place and passage. Guarantees, together and once for a key: the wording before as a
    revision that never changes, an entry that commits to the new one, and a case that waits as if
    it had just come in. Refuses what `resubmit_case_step`, `require_acceptance`, `checked_body`
    and `checked_wording` refuse, and a text that is as it was (`SameWording`).
    """
    found = receipt_of(token)
    at = now or timezone.now()

    def make() -> str:
        lock_discussion_step(chapter_id=found.discussion.chapter_id)
        comment = receipt_of(token)
        review = comment.discussion.chapter.review
        case = resubmit_case_step(kind="comment", subject_id=comment.public_id, now=at)
        code = code_in_force(review)
        version = require_acceptance(accepted_code_version, code.version if code else None)
        if redact_comment_step(comment=comment, gaps=None, rule=None):
            comment = receipt_of(token)
        typed = _checked(comment, body, suggested_new)
        if seen_revision != comment.revision or typed == typed_text(comment):
            raise SameWording()
        _keep(comment, at)
        _replace(comment, typed, version, review.log_id)
        submitted = Submitted(text=typed.whole, language=comment.language)
        look_again_step(case=case, submitted=submitted)
        return str(comment.public_id)

    said = {"body": body, "new": suggested_new, "seen": seen_revision}
    said["code_version"] = accepted_code_version
    made = once(scope=f"again:{found.public_id.hex}", key=key, body=said, make=make)
    return Comment.objects.get(public_id=made)


def _checked(comment: Comment, body: str, suggested_new: str) -> TypedText:
    """Return the new text; only a suggested wording needs none beside it."""
    suggestion: Suggestion | None = getattr(comment, "suggestion", None)
    if suggestion is None:
        return TypedText(checked_body(body))
    wording = checked_wording(suggestion.old, suggested_new)
    return TypedText(checked_body(body) if body.strip() else "", wording.old, wording.new)


def _keep(comment: Comment, at: datetime) -> None:
    """Keep the wording that is replaced."""
    typed = typed_text(comment)
    latest = comment.revisions.last()
    CommentRevision.objects.create(
        comment=comment,
        number=comment.revision,
        body=typed.body,
        html=comment.html,
        suggested_new=typed.new,
        posted_at=latest.replaced_at if latest else comment.posted_at,
        replaced_at=at,
        sha256=hashlib.sha256(typed.whole.encode()).hexdigest(),
        entry_index=comment.current_entry_index,
    )


def _replace(comment: Comment, typed: TypedText, code_version: int, log_id: int) -> None:
    comment.revision += 1
    comment.body = comment.comment = typed.body
    comment.html = render_body(typed.body) if typed.body else ""
    committed: dict[str, Any] = {"text": typed.body}
    if typed.wording:
        comment.html += suggestion_html(
            typed.wording,
            language=comment.language,
            words_in=comment.anchor.language,
            otherwise=comment.page_language,
        )
        Suggestion.objects.filter(comment=comment).update(new=typed.new)
        committed["suggestion"] = typed.wording.as_data()
    comment.code_version = code_version
    entry = record(
        log_id,
        "comment.resubmitted.v1",
        actor=_author(comment),
        subject=comment.reference,
        data={
            "number": comment.number,
            "revision": comment.revision,
            "language": comment.language,
            "code_version": code_version,
        },
        committed=committed,
    )
    comment.text_entry_index = entry.index
    comment.save(
        update_fields=["revision", "body", "comment", "html", "code_version", "text_entry_index"]
    )


def _author(comment: Comment) -> str:
    """Return the reference under which the log knows who posted the comment."""
    if comment.author_id:
        return f"person:{comment.author_id}"
    waited = Unconfirmed.objects.filter(comment=comment).first()
    return waited.reference if waited else f"guest:{comment.public_id}"


@command
def resubmit_comment(**arguments: Any) -> Comment:
    """Send another wording: see `resubmit_comment_step`."""
    return resubmit_comment_step(**arguments)
