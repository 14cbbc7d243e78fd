"""What an author needs to change a text that was given back."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now

from consult.comments.selectors import own_text, receipt_of
from moderation.models import Case
from moderation.rules.appealing import Party
from moderation.selectors import (
    asks_for_changes,
    case_about,
    code_in_force,
    latest_decision,
    may_appeal,
)


def changes_page(token: str) -> dict[str, Any]:
    """Return the text as its author sent it last, with the request that is about it.

    `open` says whether another wording is taken now, `case.resubmit_until` until when. Raises
    `NotThere` for a wrong token.
    """
    comment = receipt_of(token)
    chapter = comment.discussion.chapter
    case: Case = case_about("comment", comment.public_id)
    return {
        "comment": comment,
        "typed": own_text(comment),
        "chapter": chapter,
        "review": chapter.review,
        "case": case,
        "decision": latest_decision(case),
        "open": asks_for_changes(case, now()),
        "may_appeal": may_appeal(case, Party.AUTHOR, now()),
        "code": code_in_force(chapter.review),
    }
