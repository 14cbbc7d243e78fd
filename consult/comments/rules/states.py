"""The states of a comment, and which of them the public sees."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from consult.core.errors import DomainError, N_


class RepliesStand(DomainError):
    """A comment below which the public reads a reply cannot vanish without a note."""

    code = "replies_stand"
    status = 409
    message = N_(
        "Others have replied to this text already, so it cannot be taken back without a word. "
        "Decide anew instead."
    )


class CommentState(StrEnum):
    PENDING = "pending"
    PUBLISHED = "published"
    REFUSED = "refused"
    ERASED = "erased"


# A refused comment is shown too: as a note that says which rule, without its text; and so is one
# that the public saw before its author had it erased.
SHOWN = (CommentState.PUBLISHED, CommentState.REFUSED, CommentState.ERASED)

BY_ORDER: Final = "court-order"
"""What stands in place of a rule's code where a court ordered that a text be withheld."""

HIDDEN: Final = "hidden"
"""What the public is told in place of `published` while a question of safety is looked at."""

INLINE_REPLIES: Final = 3
"""Replies that the chapter page shows below a thread; the block's own page shows them all."""


def is_hidden(hidden_until: datetime | None, now: datetime) -> bool:
    """Say whether a text is kept from the public at `now`; at `hidden_until` it is shown again."""
    return hidden_until is not None and now < hidden_until


def inline_rank(parent_rank: int | None, replies_shown: int) -> int | None:
    """Return the rank under which a reply stands on the chapter page, or None where it does not.

    A reply takes its thread's rank while the thread has shown fewer than `INLINE_REPLIES` before
    it, and only below a comment that is itself there; so what the page shows is never without
    what it replies to.
    """
    return parent_rank if replies_shown < INLINE_REPLIES else None
