"""The vote that follows broken silence is opened."""

from __future__ import annotations

from datetime import datetime

from django.utils.module_loading import import_string

from consult.core.realtime import publish_on_commit
from consult.core.transactions import step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Motion
from consult.council.rules.stage import vote_deadline
from consult.council.selectors.deadline import announced, moves_of_stage
from consult.ledger.instant import format_instant


@step
def open_vote_step(*, motion: Motion, now: datetime) -> None:
    """Let a locked motion whose silence is broken go on to the vote, on the same text and roll.

    The vote is open from now on for as long as the silence procedure was announced to be.
    Guarantees that its times are in the ledger before its first ballot, and that everybody on the
    roll is mailed.
    """
    moves = moves_of_stage(motion)
    motion.closes_at = vote_deadline(motion.opens_at, announced(motion, moves), now)
    motion.escalated_at = now
    motion.revision += 1
    motion.save(update_fields=["closes_at", "escalated_at", "revision"])
    journal_motion_step(
        motion=motion,
        event="motion.vote_opened.v1",
        actor=None,
        data={"opens_at": format_instant(now), "closes_at": format_instant(motion.closes_at)},
    )
    tell_roll_step(motion=motion, template="motion_vote_opened")
    close_due = import_string("consult.council.tasks.close_due_motions")
    close_due.using(run_after=motion.closes_at).enqueue()
    publish_on_commit(motion.topic, {"sequence": motion.revision})
