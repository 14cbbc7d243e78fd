"""Everything on a receipt, for whoever holds its token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import now

from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.comments.selectors import own_html, receipt_of
from consult.core.errors import N_
from consult.portal.selectors.talk import changed_address, compared_address, earlier_wordings
from consult.responses.models import Answer
from moderation.rules.appealing import Party
from moderation.rules.states import CaseState
from moderation.selectors import Happening, asks_for_changes, case_about, history_of, may_appeal

STATE_NAMES = {
    CommentState.PENDING: N_("Waiting for a moderator"),
    CommentState.PUBLISHED: N_("Published"),
    CommentState.REFUSED: N_("Not published"),
}


@dataclass(frozen=True, slots=True)
class Resent:
    """The author sent another wording; stands among decisions and appeals."""

    at: datetime
    resent: int


def receipt_page(token: str) -> dict[str, Any]:
    """Return the comment, its decisions and its answers; raise `NotThere` for a wrong token."""
    comment = receipt_of(token)
    chapter = comment.discussion.chapter
    case = case_about("comment", comment.public_id)
    answers = Answer.objects.filter(comment=comment).select_related("changed__version")
    wording = earlier_wordings(chapter, [comment]).get(comment.anchor_id)
    made_on = comment.anchor.version.number
    return {
        "comment": comment,
        "chapter": chapter,
        "review": chapter.review,
        "state_name": N_("Changes requested")
        if case.state == CaseState.CHANGES_REQUESTED
        else STATE_NAMES[CommentState(comment.state)],
        "html": own_html(comment),
        "case": case,
        "open": asks_for_changes(case, now()),
        "history": _history(comment),
        "may_appeal": may_appeal(case, Party.AUTHOR, now()),
        "answers": [
            (answer, changed_address(answer, chapter, made_on))
            for answer in answers.order_by("number")
        ],
        "wording": wording,
        "compared": compared_address(chapter, wording),
    }


def _history(comment: Comment) -> list[Happening | Resent]:
    """Return what was decided and appealed, and when the author sent another wording."""
    history = history_of("comment", comment.public_id)
    if comment.revision == 1:
        return [*history]
    resent = [Resent(one.replaced_at, one.number + 1) for one in comment.revisions.all()]
    return sorted([*history, *resent], key=lambda one: one.at)
