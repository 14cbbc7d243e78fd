"""The deadline of a motion is moved to a later time, and never to an earlier one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.idempotency import once
from consult.core.realtime import publish_on_commit
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.open_motion import open_motion_step
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Extension, Motion
from consult.council.models.extension import REASON_LENGTH
from consult.council.permissions import motion_to_see
from consult.council.rules.conduct import Conduct
from consult.council.rules.errors import (
    MotionNotOpen,
)
from consult.council.rules.extension import Cause, Move, deadline_after
from consult.council.rules.motion import DECIDED, State
from consult.council.rules.reader import parse_rules
from consult.council.rules.time_errors import (
    ExtensionNotLater,
    ExtensionTooLate,
    OutageAddsNothing,
)
from consult.council.selectors.clock import database_now
from consult.council.selectors.deadline import (
    announced,
    moves_of_stage,
    plain_move,
    stage_now,
    stage_opened,
)
from consult.ledger.instant import format_instant


class ExtensionUnexplained(DomainError):
    """The council reads why it has more time than it was told."""

    code = "extension_unexplained"
    field = "reason"
    message = N_("Say why the deadline moves. Everybody on the roll reads it.")


class ExtensionReasonTooLong(DomainError):
    """A reason is one paragraph on the motion's page."""

    code = "extension_reason_too_long"
    field = "reason"
    message = N_("The reason is too long. Shorten it to %(limit)s characters or fewer.")


class OutageNotOver(DomainError):
    """How long an outage lasted is known once it is over."""

    code = "outage_not_over"
    field = "until"
    message = N_("An outage ends after it begins, and not in the future. Check both times.")


def _checked_reason(reason: str) -> str:
    text = clean_text(reason)
    if not text:
        raise ExtensionUnexplained()
    if len(text) > REASON_LENGTH:
        raise ExtensionReasonTooLong(limit=REASON_LENGTH)
    return text


def _open(motion_id: UUID) -> Motion:
    """Lock the motion and return it if it is open; refuse one that is decided, or not yet open."""
    motion = lock_motion_step(motion_id=motion_id)
    open_motion_step(motion=motion)
    if motion.state in DECIDED:
        raise ExtensionTooLate()
    if motion.state != State.OPEN:
        raise MotionNotOpen()
    return motion


def _move(motion: Motion, move: Move, reason: str, actor: Any, now: datetime) -> Extension:
    """Ask the rule for the new deadline, and write, journal and announce it."""
    moves = moves_of_stage(motion)
    before = motion.closes_at
    after = deadline_after(
        stage_opened(motion),
        announced(motion, moves),
        [*map(plain_move, moves), move],
        parse_rules(motion.rules).conduct or Conduct(),
    )
    if after <= max(before, now):
        raise OutageAddsNothing() if move.cause is Cause.OUTAGE else ExtensionNotLater()
    motion.closes_at = after
    motion.revision += 1
    motion.save(update_fields=["closes_at", "revision"])
    extension = Extension.objects.create(
        motion=motion,
        cause=move.cause,
        stage=stage_now(motion),
        since=move.since,
        until=move.until,
        before=before,
        after=after,
        reason=reason,
        recorded_at=now,
        recorded_by=actor,
    )
    journal_motion_step(
        motion=motion,
        event="motion.extended.v1",
        actor=actor,
        data={
            "cause": str(move.cause),
            "since": format_instant(move.since),
            "until": format_instant(move.until),
            "recorded_at": format_instant(now),
            "closes_at": format_instant(after),
        },
        committed={"reason": reason},
        public=frozenset({"reason"}),
    )
    tell_roll_step(motion=motion, template="motion_extended", more={"reason": reason})
    close_due = import_string("consult.council.tasks.close_due_motions")
    close_due.using(run_after=after).enqueue()
    publish_on_commit(motion.topic, {"sequence": motion.revision})
    return extension


@step
def extend_motion_step(
    *, actor: Any, motion_id: UUID, closes_at: datetime, reason: str, key: UUID
) -> Extension:
    """Let an open motion close later, within the limits of its rules, and tell everybody why.

    Guarantees that the close counts by the new deadline or this is refused, since both take the
    same lock; that the move with its reason is in the ledger; and that the same key with the same
    words extends once. Refuses a time that is not later (`ExtensionNotLater`), one beyond the
    limits (`TooManyExtensions`, `ExtendedTooFar`), a motion whose deadline has passed by the
    database's clock (`ExtensionTooLate`) or that is not open (`MotionNotOpen`), and no reason.
    """
    require(actor, "council.extend_motion", motion_to_see(actor, motion_id).review)
    text = _checked_reason(reason)

    def make() -> str:
        motion = _open(motion_id)
        now = database_now()
        if closes_at <= motion.closes_at:
            raise ExtensionNotLater()
        move = Move(Cause.DECISION, now, now + (closes_at - motion.closes_at))
        return str(_move(motion, move, text, actor, now).pk)

    body = {"motion": str(motion_id), "closes_at": format_instant(closes_at), "reason": text}
    name = once(scope=f"extend:{actor.pk.hex}", key=key, body=body, make=make)
    return Extension.objects.select_related("motion").get(pk=name)


@command
def extend_motion(**arguments: Any) -> Extension:
    """Let an open motion close later: see `extend_motion_step`."""
    return extend_motion_step(**arguments)


@step
def record_outage_step(
    *, actor: Any, motion_id: UUID, since: datetime, until: datetime, reason: str, key: UUID
) -> Extension:
    """Record an outage during the voting time, and give everybody the time back that it took.

    What it adds is the rules' to say; it counts towards none of their limits. It may be recorded
    when the deadline has come already, as long as the result is not computed. Guarantees what
    `extend_motion_step` does. Refuses an outage that is not over (`OutageNotOver`) or that moves
    nothing (`OutageAddsNothing`), a motion that is not open, and no reason.
    """
    require(actor, "council.extend_motion", motion_to_see(actor, motion_id).review)
    text = _checked_reason(reason)

    def make() -> str:
        motion = _open(motion_id)
        now = database_now()
        if not since < until <= now:
            raise OutageNotOver()
        return str(_move(motion, Move(Cause.OUTAGE, since, until), text, actor, now).pk)

    body = {
        "motion": str(motion_id),
        "since": format_instant(since),
        "until": format_instant(until),
        "reason": text,
    }
    name = once(scope=f"outage:{actor.pk.hex}", key=key, body=body, make=make)
    return Extension.objects.select_related("motion").get(pk=name)


@command
def record_outage(**arguments: Any) -> Extension:
    """Record an outage during the voting time: see `record_outage_step`."""
    return record_outage_step(**arguments)
