"""Everything on a receipt, for whoever holds its token."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import now

from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.comments.selectors import receipt_of
from consult.core.errors import N_
from consult.portal.selectors.talk import changed_address, compared_address, earlier_wordings
from consult.responses.models import Answer
from moderation.models import Case
from moderation.rules.appealing import Party
from moderation.rules.states import Effect
from moderation.selectors import (
    Happening,
    case_about,
    history_of,
    latest_decision,
    may_appeal,
    safe_contact_of,
)

STATE_NAMES = {
    CommentState.PENDING: N_("Waiting for a moderator"),
    CommentState.PUBLISHED: N_("Published"),
    CommentState.REFUSED: N_("Not published"),
    CommentState.ERASED: N_("Erased"),
}


_BY_EFFECT = {Effect.PUBLISH: CommentState.PUBLISHED, Effect.WITHHOLD: CommentState.REFUSED}


def receipt_page(token: str) -> dict[str, Any]:
    """Return the comment, its decisions and its answers; raise `NotThere` for a wrong token."""
    comment = receipt_of(token)
    chapter = comment.discussion.chapter
    case = case_about("comment", comment.public_id)
    answers = Answer.objects.filter(comment=comment).select_related("changed__version")
    wording = earlier_wordings(chapter, [comment]).get(comment.anchor_id)
    made_on = comment.anchor.version.number
    at = now()
    history = history_of("comment", comment.public_id, at)
    state = _told_state(comment, case, history, at)
    return {
        "comment": comment,
        "state": state,
        "chapter": chapter,
        "review": chapter.review,
        "state_name": STATE_NAMES[state],
        "case": case,
        "history": history,
        "contact": safe_contact_of(chapter.review),
        "may_appeal": may_appeal(case, Party.AUTHOR, at),
        "answers": [
            (answer, changed_address(answer, chapter, made_on))
            for answer in answers.order_by("number")
        ],
        "wording": wording,
        "compared": compared_address(chapter, wording),
    }


def _told_state(
    comment: Comment, case: Case, history: list[Happening], at: datetime
) -> CommentState:
    """Return where the comment stands by the decisions of which its author is told.

    A decision that may still be undone says nothing yet.
    """
    decision = latest_decision(case)
    if decision is None or decision.told_at <= at:
        return CommentState(comment.state)
    told = [one.decision for one in history if one.decision is not None]
    return _BY_EFFECT[Effect(told[-1].effect)] if told else CommentState.PENDING
