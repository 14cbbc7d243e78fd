"""A comment is shown as the decisions that stand say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from consult.comments.actions.hide_comment import hide_comment_step
from consult.comments.actions.redact_comment import redact_comment_step
from consult.comments.actions.show_comment import (
    publish_comment_step,
    refuse_comment_step,
    show_gaps_step,
)
from consult.comments.models import Comment
from consult.comments.rules.rulings import Ruling, outcome_of
from consult.comments.rules.states import BY_ORDER
from consult.core.transactions import step
from moderation.models import Decision
from moderation.rules.appealing import Party
from moderation.rules.states import Effect, Verdict


@step
def show_as_decided_step(
    *,
    public_id: UUID,
    decisions: Sequence[Decision],
    now: datetime,
    undone: bool = False,
    unread: bool = False,
) -> None:
    """Show the text whole or with gaps, the note in its place, or nothing, as `outcome_of` says.

    `decisions` are those that stand, the oldest first. `undone` says that one was taken back of
    which nobody was told: then nothing counts as shown anew, and what no decision shows any more
    is as if it had never been shown; `unread` that a mode published it before. The caller holds
    the discussion's lock. Raises what `hide_comment_step` raises.
    """
    comment = Comment.objects.select_related(
        "discussion__chapter__review", "anchor", "suggestion"
    ).get(public_id=public_id)
    rulings = [_ruling(decision) for decision in decisions]
    outcome = outcome_of(rulings, comment.revision, unread=unread)
    rule = decisions[rulings.index(outcome.gaps)].rule if outcome.gaps else None
    changed = redact_comment_step(comment=comment, gaps=outcome.gaps, rule=rule)
    if outcome.published:
        publish_comment_step(
            public_id=public_id,
            now=now,
            counts=not undone,
            has_place=comment.counted_in is None,
        )
        if changed:
            show_gaps_step(public_id=public_id)
    elif outcome.note is None:
        if comment.shown_at is not None:
            hide_comment_step(public_id=public_id)
    else:
        note = outcome.note
        refuse_comment_step(
            public_id=public_id,
            rule_code=note.rule,
            code_version=note.code_version,
            now=now,
            counts=not undone,
        )


def _ruling(decision: Decision) -> Ruling:
    rule = decision.rule
    return Ruling(
        verdict=Verdict(decision.verdict),
        effect=Effect(decision.effect),
        rule=rule.code if rule else BY_ORDER if decision.order_source else "",
        code_version=rule.conduct.version if rule else 0,
        revision=decision.revision or 1,
        spans=tuple((start, end) for start, end in decision.spans),
        by_author=decision.appeal is not None and decision.appeal.party == Party.AUTHOR,
    )
