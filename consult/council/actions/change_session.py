"""A motion that its live session never opened is put for another one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import NotThere
from consult.core.realtime import publish_on_commit
from consult.core.transactions import command, step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.lock_sitting import lock_sitting_step
from consult.council.actions.plan_agenda import add_item_step
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Motion
from consult.council.permissions import motion_to_see
from consult.council.rules.live import require_to_be_moved, voting_ends
from consult.council.selectors.clock import database_now
from consult.council.selectors.names import first_title
from consult.ledger.instant import format_instant


@step
def change_session_step(*, actor: Any, motion_id: UUID, sitting_id: UUID) -> Motion:
    """Let a motion wait for the chair of another live session of its council.

    Only where its own session ended without opening it. Guarantees that texts, rule, roll and the
    length of the vote stay as the council was told, that the motion gets the last place on the
    other session's agenda, and that everybody on the roll is mailed; a rehearsal stays out of the
    ledger. A motion that is put for that session already is returned as it is. The secretary of the
    council may. Refuses a session of another council and a motion that was put for none
    (`NotThere`), a motion that has been opened or is void (`AlreadyOpened`), one whose session has
    not ended (`SessionNotOver`), a session that has (`SittingEnded`), and a full agenda
    (`AgendaFull`).
    """
    review = motion_to_see(actor, motion_id).review
    require(actor, "council.run_session", review)
    sitting = lock_sitting_step(sitting_id=sitting_id)
    motion = lock_motion_step(motion_id=motion_id)
    if motion.sitting is None or sitting.review_id != review.pk:
        raise NotThere()
    if motion.sitting_id == sitting.pk:
        return motion
    # The session before is read without its lock: once it has ended, it never changes.
    require_to_be_moved(motion.state, motion.sitting.state, sitting.state)
    now = database_now()
    motion.sitting = sitting
    motion.opens_at = max(now, sitting.starts_at)
    motion.closes_at = voting_ends(motion.opens_at, motion.voting_seconds or 0)
    motion.revision += 1
    motion.save(update_fields=["sitting", "opens_at", "closes_at", "revision"])
    journal_motion_step(
        motion=motion,
        event="motion.session_changed.v1",
        actor=actor,
        data={
            "session": sitting.reference,
            "opens_at": format_instant(motion.opens_at),
            "closes_at": format_instant(motion.closes_at),
        },
    )
    title = first_title(motion)
    add_item_step(sitting=sitting, actor=actor, title=title, motion=motion, now=now)
    tell_roll_step(motion=motion, template="motion_moved")
    publish_on_commit(motion.topic, {"sequence": motion.revision})
    return motion


@command
def change_session(**arguments: Any) -> Motion:
    """Put a motion that was not opened for another session: see `change_session_step`."""
    return change_session_step(**arguments)
