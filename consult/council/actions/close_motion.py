"""Voting closes and the result is worked out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.journal import publish_openings, record
from consult.core.realtime import publish_on_commit
from consult.core.transactions import command, step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Motion
from consult.council.permissions import motion_to_see
from consult.council.rules.motion import State, require_move
from consult.council.rules.reader import parse_rules
from consult.council.rules.tally import tally
from consult.council.selectors.clock import database_now
from consult.council.selectors.recount import plain_ballots, plain_roll
from consult.ledger.instant import format_instant

SYSTEM = "system"


class NotDueYet(DomainError):
    """Nobody may end a vote before the time that the council was told."""

    code = "not_due_yet"
    status = 409
    message = N_("Voting on this motion is not over yet. It can be closed once its time has come.")


@step
def close_motion_step(*, actor: Any | None, motion_id: UUID) -> Motion:
    """Close a motion at or after its closing time, and keep and journal its result.

    `actor` is the council's secretary, or None for the system itself at the closing time.
    Guarantees that the result counts every ballot that was acknowledged and none that comes
    later, since casting takes the same lock; that everybody on the roll is mailed the result;
    that the public ledger opens the choice of every ballot together with the result and never
    without it; and that a motion already closed is returned as it is. Refuses before the closing
    time by the database's clock (`NotDueYet`).
    """
    if actor is not None:
        require(actor, "council.close_motion", motion_to_see(actor, motion_id).review)
    motion = lock_motion_step(motion_id=motion_id)
    if motion.state == State.CLOSED:
        return motion
    require_move(motion.state, State.CLOSED)
    now = database_now()
    if now < motion.closes_at:
        raise NotDueYet()
    ballots = plain_ballots(motion)
    outcome = tally(plain_roll(motion), ballots, parse_rules(motion.rules))
    motion.state = State.CLOSED
    motion.closed_at = now
    motion.outcome = outcome.as_data()
    motion.revision += 1
    motion.save(update_fields=["state", "closed_at", "outcome", "revision"])
    publish_openings(
        motion.review.log_id, subjects=[each.ballot for each in ballots], field="choice"
    )
    record(
        motion.review.log_id,
        "motion.closed.v1",
        actor=actor.reference if actor else SYSTEM,
        subject=motion.reference,
        data={
            "motion": motion.number,
            "closed_at": format_instant(now),
            "counting": [
                {"seat": each["seat"], "ballot": each["ballot"]} for each in outcome.counting
            ],
            "outcome": motion.outcome,
        },
    )
    tell_roll_step(motion=motion, template="motion_closed")
    publish_on_commit(motion.topic, {"sequence": motion.revision})
    return motion


@command
def close_motion(**arguments: Any) -> Motion:
    """Close a motion: see `close_motion_step`."""
    return close_motion_step(**arguments)
