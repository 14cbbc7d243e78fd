"""Voting closes and the result is worked out."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.journal import publish_openings
from consult.core.realtime import publish_on_commit
from consult.core.transactions import command, step
from consult.council.actions.decide_rollup import decide_rollup_step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.open_motion import open_motion_step
from consult.council.actions.open_vote import open_vote_step
from consult.council.actions.settle_rivals import settle_rivals_step
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Motion
from consult.council.permissions import motion_to_see
from consult.council.rules.conduct import SilenceThen
from consult.council.rules.live import EndedBy, ended_by
from consult.council.rules.motion import DECIDED, PENDING, State, require_move
from consult.council.rules.reader import parse_rules
from consult.council.rules.silence import listen
from consult.council.rules.stage import Stage, stage_of
from consult.council.rules.tally import tally
from consult.council.selectors.clock import database_now
from consult.council.selectors.recount import plain_ballots, plain_roll
from consult.ledger.instant import format_instant


class NotDueYet(DomainError):
    """Nobody may end a vote before the time that the council was told."""

    code = "not_due_yet"
    status = 409
    message = N_("Voting on this motion is not over yet. It can be closed once its time has come.")


@step
def close_motion_step(
    *, actor: Any | None, motion_id: UUID, early: bool = False, despite: bool = False
) -> Motion:
    """Close a motion at or after its closing time, and keep and journal its result.

    `actor` is the council's secretary, or None for the system itself at the closing time.
    Guarantees that the result counts every ballot that was acknowledged and none that comes
    later, since casting takes the same lock; that everybody on the roll is mailed the result;
    that the public ledger opens the choice of every ballot together with the result and never
    without it, and of those that count the reasons that are meant for everybody; that the last
    motion of a vote chapter by chapter decides the whole with it; and that a motion already closed
    is returned as it is. Where silence was broken and the rules let a vote follow, that vote is
    opened instead, and the motion stays open.
    Refuses before the closing time by the database's clock (`NotDueYet`).

    With `early`, the secretary ends a vote in a live session for its chair before that time: once
    every seat present has voted, or, with `despite`, although some have not, else refused
    (`SeatsStillVoting`). The ledger says which of the two. A written vote never ends early.
    """
    if actor is not None:
        require(actor, "council.close_motion", motion_to_see(actor, motion_id).review)
    motion = lock_motion_step(motion_id=motion_id)
    if motion.state in DECIDED:
        return motion
    open_motion_step(motion=motion)
    now = database_now()
    ended: EndedBy | None = None
    if motion.awaits_chair or (motion.state in PENDING and now < motion.closes_at):
        if actor is None or not early or motion.sitting_id is None or motion.awaits_chair:
            raise NotDueYet()
        ended = _ended_by(motion, despite=despite)
    require_move(motion.state, State.CLOSED)
    if _vote_follows(motion):
        open_vote_step(motion=motion, now=now)
    else:
        conclude_step(motion=motion, actor=actor, now=now, ended=ended)
    return motion


def _ended_by(motion: Motion, *, despite: bool) -> EndedBy:
    voted = {each.seat for each in plain_ballots(motion)}
    return ended_by(plain_roll(motion), voted, despite=despite)


def _vote_follows(motion: Motion) -> bool:
    rules = parse_rules(motion.rules)
    stage = stage_of(rules, escalated=motion.escalated_at is not None)
    if rules.silence is None or stage is Stage.VOTE or rules.silence.then is SilenceThen.ENDS:
        return False
    return listen(rules.silence, plain_ballots(motion)).broken


@step
def conclude_step(
    *, motion: Motion, actor: Any | None, now: datetime, ended: EndedBy | None = None
) -> None:
    """Count a locked motion that has ended, keep and journal its result, and tell the roll.

    `ended` says why a vote in a live session ended before its time. The public ledger opens with
    the result what an amendment said; its rivals fall, or the next is called.
    """
    ballots = plain_ballots(motion)
    outcome = tally(plain_roll(motion), ballots, parse_rules(motion.rules))
    motion.state = State.CLOSED
    motion.closed_at = now
    motion.outcome = outcome.as_data()
    motion.revision += 1
    motion.save(update_fields=["state", "closed_at", "outcome", "revision"])
    if not motion.rehearsal:
        subjects = [each.ballot for each in ballots]
        publish_openings(motion.review.log_id, subjects=subjects, field="choice")
        publish_openings(motion.review.log_id, subjects=[motion.reference], field="operations")
        _publish_reasons(motion, {each["ballot"] for each in outcome.counting})
    journal_motion_step(
        motion=motion,
        event="motion.closed.v1",
        actor=actor,
        data={
            "closed_at": format_instant(now),
            "counting": [
                {"seat": each["seat"], "ballot": each["ballot"]} for each in outcome.counting
            ],
            "outcome": motion.outcome,
            **({"ended": str(ended)} if ended else {}),
        },
    )
    decide_rollup_step(motion=motion, actor=actor, now=now)
    tell_roll_step(motion=motion, template="motion_closed")
    settle_rivals_step(motion=motion, actor=actor, now=now)
    publish_on_commit(motion.topic, {"sequence": motion.revision})


def _publish_reasons(motion: Motion, counting: set[str]) -> None:
    """Open the reasons, and the passages they point at, that counted and are meant for all."""
    wanted = motion.ballots.filter(published__isnull=False)
    subjects = [each.reference for each in wanted if each.reference in counting]
    for field in ("reason", "blocks") if subjects else ():
        publish_openings(motion.review.log_id, subjects=subjects, field=field)


@command
def close_motion(**arguments: Any) -> Motion:
    """Close a motion: see `close_motion_step`."""
    return close_motion_step(**arguments)
