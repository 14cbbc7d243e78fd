"""Who may have something erased: its author, or staff for an author or a court."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core import signing

from consult.accounts.permissions import require
from consult.comments.models import Comment
from consult.core.errors import NotThere
from consult.core.text import clean_line
from consult.erasure.rules.asking import (
    LINK_WITHIN,
    SOURCE_MAX,
    AskedBy,
    EraseLinkExpired,
    SourceMissing,
    SourceTooLong,
)

_SALT = "consult.erasure.everything"


def require_erasable(
    actor: Any, comment: Comment, *, asked_by: AskedBy, source: str, token: str
) -> str:
    """Refuse whoever may not have this submission erased; return the source as one clean line.

    An account's text is erased from the account alone, a guest's by whoever holds the receipt;
    others get `NotThere`. For anybody else staff needs `erasure.carry_out` and names a source:
    `SourceMissing`, `SourceTooLong`.
    """
    if asked_by is AskedBy.AUTHOR:
        if comment.author_id is not None:
            allowed = comment.author_id == actor.pk
        else:
            allowed = bool(token) and token == comment.receipt_token
        if not allowed:
            raise NotThere()
        return ""
    return require_to_act(actor, comment.discussion.chapter.review, source)


def require_to_act(actor: Any, review: Any, source: str) -> str:
    """Refuse whoever may not act for authors and courts; return the source as one clean line."""
    require(actor, "erasure.carry_out", review)
    named = clean_line(source)
    if not named:
        raise SourceMissing()
    if len(named) > SOURCE_MAX:
        raise SourceTooLong(limit=SOURCE_MAX)
    return named


def everything_token(comment: Comment) -> str:
    """Return the token of the link by which a guest has everything erased: signed JSON.

    It names a submission and no address, and goes to that submission's address only.
    """
    return signing.dumps({"comment": str(comment.public_id)}, salt=_SALT)


def require_everything(token: str) -> UUID:
    """Return which submission's address a token is of; raises `EraseLinkExpired` for any other."""
    try:
        return UUID(signing.loads(token, salt=_SALT, max_age=LINK_WITHIN)["comment"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise EraseLinkExpired() from None
