"""Everything on a receipt, for whoever holds its token."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.timezone import now

from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.comments.selectors import receipt_of
from consult.core.errors import N_
from consult.portal.selectors.campaign import counted_in
from consult.portal.selectors.talk import changed_address, compared_address, earlier_wordings
from consult.responses.models import Answer
from moderation.rules.appealing import Party
from moderation.selectors import case_about, history_of, may_appeal

STATE_NAMES = {
    CommentState.PENDING: N_("Waiting for a moderator"),
    CommentState.PUBLISHED: N_("Published"),
    CommentState.REFUSED: N_("Not published"),
}


def _answered(comment: Comment) -> Q:
    """Return what answers a comment: an answer to it, or to what stands for its campaign."""
    if comment.counted_in is None:
        return Q(comment=comment)
    return Q(comment=comment) | Q(comment__stands_for=comment.counted_in)


def receipt_page(token: str) -> dict[str, Any]:
    """Return the comment, its decisions and its answers; raise `NotThere` for a wrong token."""
    comment = receipt_of(token)
    chapter = comment.discussion.chapter
    case = case_about("comment", comment.public_id)
    answers = Answer.objects.filter(_answered(comment)).select_related("changed__version")
    wording = earlier_wordings(chapter, [comment]).get(comment.anchor_id)
    made_on = comment.anchor.version.number
    return {
        "comment": comment,
        "chapter": chapter,
        "review": chapter.review,
        "state_name": STATE_NAMES[CommentState(comment.state)],
        "case": case,
        "history": history_of("comment", comment.public_id),
        "may_appeal": may_appeal(case, Party.AUTHOR, now()),
        "answers": [
            (answer, changed_address(answer, chapter, made_on))
            for answer in answers.order_by("number")
        ],
        "campaign": counted_in(comment),
        "wording": wording,
        "compared": compared_address(chapter, wording),
    }
