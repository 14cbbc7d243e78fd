"""What somebody sent in is erased."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django_comments.models import CommentFlag

from consult.comments.models import (
    Comment,
    SealedText,
    SentDocument,
    Suggestion,
    Unconfirmed,
)
from consult.comments.rules.searchable import COMMENT
from consult.comments.rules.states import CommentState
from consult.core.addresses import one_of
from consult.core.journal import erase_openings
from consult.core.search import forget_step
from consult.core.transactions import step

# The library's two tables have columns of their own for the same things.
_EMPTIED = (
    "author_name", "organisation_name", "guest_email", "body", "html",
    "comment", "user_name", "user_email", "user_url",
)  # fmt: skip
_NOBODY = ("author", "organisation", "user", "ip_address", "refused_code_version")


@step
def erase_comment_step(*, public_id: UUID, asked_by: str, now: datetime) -> list[str]:
    """Erase the words of a comment and everybody's name on it; its number and place stay.

    Guarantees, in the caller's transaction: text, suggested wording, names and address are gone
    from its rows, from the search and from what the ledger commits to, and what the public saw
    becomes a gap, so that replies still have what they reply to. A passage keeps its anchor, which
    quotes published text alone. The caller holds the discussion's lock. Returns the keys of what
    its requests made.
    """
    comment = Comment.objects.select_related("discussion__chapter__review").get(public_id=public_id)
    chapter = comment.discussion.chapter
    if comment.state == CommentState.PUBLISHED:
        forget_step(kind=COMMENT, within=str(chapter.pk), subject=str(comment.public_id))
    for field in _EMPTIED:
        setattr(comment, field, "")
    for field in _NOBODY:
        setattr(comment, field, None)
    comment.refused_rule = ""
    comment.is_public, comment.is_removed, comment.followup = False, True, False
    comment.state = CommentState.ERASED
    comment.erased_at, comment.erased_for = now, asked_by
    flags = (
        "refused_rule", "is_public", "is_removed", "followup", "state", "erased_at", "erased_for",
    )  # fmt: skip
    comment.save(update_fields=[*_EMPTIED, *_NOBODY, *flags])
    Suggestion.objects.filter(comment=comment).delete()
    SealedText.objects.filter(comment=comment).delete()
    comment.revisions.update(body="", html="", suggested_new="", sha256="")
    CommentFlag.objects.filter(comment=comment).delete()
    erase_openings(chapter.review.log_id, subject=comment.reference)
    waited = Unconfirmed.objects.filter(comment=comment).values_list("pk", flat=True)
    return [str(comment.pk), str(comment.public_id), *map(str, waited)]


@step
def erase_unsent_step(*, person_id: UUID | None, addresses: list[str]) -> list[str]:
    """Delete what somebody typed or uploaded and never sent; return the keys of what it was.

    A guest's texts that wait for their confirmation, and an account's Word files from which
    nothing has been chosen yet.
    """
    texts = Unconfirmed.objects.filter(one_of("email", addresses), comment=None)
    files = SentDocument.objects.filter(sender_id=person_id, sender__isnull=False, sent_at=None)
    made = [str(key) for rows in (texts, files) for key in rows.values_list("pk", flat=True)]
    texts.delete()
    files.delete()
    return made
