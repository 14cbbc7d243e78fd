"""Everything on a receipt, for whoever holds its token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import now

from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.comments.selectors import own_html, receipt_of
from consult.core.errors import N_
from consult.portal.selectors.campaign import counted_in
from consult.portal.selectors.talk import changed_address, compared_address, earlier_wordings
from consult.responses.models import Answer
from moderation.models import Case
from moderation.rules.appealing import Party
from moderation.rules.states import CaseState, Effect
from moderation.selectors import (
    Happening,
    asks_for_changes,
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


@dataclass(frozen=True, slots=True)
class Resent:
    """The author sent another wording; stands among decisions and appeals."""

    at: datetime
    resent: int


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
    at = now()
    history = history_of("comment", comment.public_id, at)
    is_told = _is_told(case, at)
    state = CommentState(comment.state) if is_told else _told_state(history)
    return {
        "comment": comment,
        "state": state,
        "chapter": chapter,
        "review": chapter.review,
        "state_name": N_("Changes requested")
        if is_told and case.state == CaseState.CHANGES_REQUESTED
        else STATE_NAMES[state],
        "html": own_html(comment),
        "case": case,
        "open": is_told and asks_for_changes(case, at),
        "history": _history(comment, history),
        "contact": safe_contact_of(chapter.review),
        "may_appeal": may_appeal(case, Party.AUTHOR, at),
        "answers": [
            (answer, changed_address(answer, chapter, made_on))
            for answer in answers.order_by("number")
        ],
        "campaign": counted_in(comment),
        "wording": wording,
        "compared": compared_address(chapter, wording),
    }


def _is_told(case: Case, at: datetime) -> bool:
    """Say whether the author is told of the decision that counts; one to be undone says nothing."""
    decision = latest_decision(case)
    return decision is None or decision.told_at <= at


def _told_state(history: list[Happening]) -> CommentState:
    """Return where the comment stands by the decisions of which its author is told."""
    told = [one.decision for one in history if one.decision is not None]
    return _BY_EFFECT[Effect(told[-1].effect)] if told else CommentState.PENDING


def _history(comment: Comment, history: list[Happening]) -> list[Happening | Resent]:
    """Return what was decided and appealed, and when the author sent another wording."""
    if comment.revision == 1:
        return [*history]
    resent = [Resent(one.replaced_at, one.number + 1) for one in comment.revisions.all()]
    return sorted([*history, *resent], key=lambda one: one.at)
