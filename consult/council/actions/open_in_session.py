"""The chair opens a vote in a live session, among the seats that are present."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from consult.accounts.permissions import require
from consult.core.errors import NotThere
from consult.core.realtime import publish_on_commit
from consult.core.transactions import command, step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.lock_sitting import lock_sitting_step
from consult.council.models import Motion, Sitting
from consult.council.permissions import sitting_to_see
from consult.council.rules.conduct import Conduct
from consult.council.rules.live import (
    present_by_roll,
    require_to_be_opened,
    voting_ends,
    with_presence,
)
from consult.council.rules.motion import State, require_move
from consult.council.rules.notice import require_time
from consult.council.rules.reader import parse_rules
from consult.council.selectors.clock import database_now
from consult.council.selectors.present import seats_present
from consult.council.selectors.recount import plain_roll
from consult.ledger.instant import format_instant


@step
def open_in_session_step(*, actor: Any, sitting_id: UUID, motion_id: UUID) -> Motion:
    """Open a noticed motion now, for as long as it was announced to be open.

    Guarantees that the seats present at this instant, by their own people or by a proxy on the
    roll of this motion, are frozen into the roll, and in the ledger before the first ballot:
    whoever joins or leaves waits for the same lock, and counts before or after, never in between.
    A motion that is open already is returned as it is. The council's secretary may, for its chair.
    Refuses a motion that was not put for this session (`NotThere`), a session that is not running
    (`SessionNotRunning`) or at another item (`MotionNotAtHand`), one with nobody there
    (`NobodyPresent`), less time than the rules ask (`OpensTooEarly`, `ClosesTooEarly`), and a
    motion that is over (`MoveNotAllowed`).
    """
    require(actor, "council.run_session", sitting_to_see(actor, sitting_id).review)
    sitting = lock_sitting_step(sitting_id=sitting_id)
    motion = lock_motion_step(motion_id=motion_id)
    if motion.sitting_id != sitting.pk:
        raise NotThere()
    if motion.state == State.OPEN:
        return motion
    require_move(motion.state, State.OPEN)
    at_hand = sitting.items.filter(position=sitting.place, motion=motion).exists()
    require_to_be_opened(sitting.state, at_hand=at_hand)
    _open(motion, sitting, actor)
    return motion


def _open(motion: Motion, sitting: Sitting, actor: Any) -> None:
    now = database_now()
    roll = plain_roll(motion)
    roll = with_presence(roll, present_by_roll(roll, seats_present(sitting)))
    closes_at = voting_ends(now, motion.voting_seconds or 0)
    require_time(parse_rules(motion.rules).conduct or Conduct(), motion.put_at, now, closes_at)
    here = {seat.seat for seat in roll.seats if seat.present}
    entries = list(motion.roll.all())
    for entry in entries:
        entry.present = entry.seat_reference in here
    # Before the motion is open: the database lets presence be recorded then, and once.
    motion.roll.bulk_update(entries, ["present"])
    motion.state, motion.opens_at, motion.closes_at = State.OPEN, now, closes_at
    motion.revision += 1
    motion.save(update_fields=["state", "opens_at", "closes_at", "revision"])
    journal_motion_step(
        motion=motion,
        event="motion.opened_live.v1",
        actor=actor,
        data={
            "session": sitting.reference,
            "opens_at": format_instant(now),
            "closes_at": format_instant(closes_at),
            "present": sorted(here),
        },
    )
    close_due = import_string("consult.council.tasks.close_due_motions")
    close_due.using(run_after=closes_at).enqueue()
    publish_on_commit(motion.topic, {"sequence": motion.revision})


@command
def open_in_session(**arguments: Any) -> Motion:
    """Open a motion in its live session: see `open_in_session_step`."""
    return open_in_session_step(**arguments)
