"""A motion that the council has not decided becomes void."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.realtime import publish_on_commit
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.council.actions.call_rival import call_next_rival_step
from consult.council.actions.decide_rollup import decide_rollup_step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Motion
from consult.council.models.extension import REASON_LENGTH
from consult.council.permissions import motion_to_see
from consult.council.rules.motion import State, VoidCause, require_move
from consult.council.selectors.clock import database_now
from consult.drafts.models import Version
from consult.ledger.instant import format_instant


class VoidUnexplained(DomainError):
    """Whoever has voted must be able to read why that came to nothing."""

    code = "void_unexplained"
    field = "reason"
    message = N_("Say why the motion is void. Everybody on the roll reads it.")


class VoidReasonTooLong(DomainError):
    """A reason is one paragraph on the motion's page."""

    code = "void_reason_too_long"
    field = "reason"
    message = N_("The reason is too long. Shorten it to %(limit)s characters or fewer.")


@step
def write_void_step(
    *,
    motion: Motion,
    actor: Any | None,
    cause: VoidCause,
    reason: str,
    version: Version | None,
    rival: Motion | None = None,
) -> None:
    """Make a locked motion void, enter it in the ledger and tell the roll.

    If it was the last of a vote chapter by chapter that was waited for, that is decided with it.

    `version` is the one that changed the authentic text, `rival` the amendment that was adopted
    before this one in their order, where these are the cause. The choices of
    the ballots that were cast stay commitments for ever.
    """
    require_move(motion.state, State.VOID)
    motion.state = State.VOID
    motion.voided_at, motion.void_cause, motion.void_reason = database_now(), cause, reason
    motion.void_version = version
    motion.revision += 1
    motion.save(
        update_fields=[
            *("state", "voided_at", "void_cause", "void_reason", "void_version", "revision")
        ]
    )
    changed = None
    if version is not None:
        changed = {"chapter": version.chapter.slug, "version": version.number}
    journal_motion_step(
        motion=motion,
        event="motion.voided.v1",
        actor=actor,
        data={
            "voided_at": format_instant(motion.voided_at),
            "cause": str(cause),
            "changed": changed,
            **({"rival": rival.number} if rival else {}),
        },
        committed={"reason": reason} if reason else None,
        public=frozenset({"reason"}),
    )
    decide_rollup_step(motion=motion, actor=actor, now=motion.voided_at)
    tell_roll_step(motion=motion, template="motion_voided", more={"rival": rival})
    publish_on_commit(motion.topic, {"sequence": motion.revision})


@step
def void_motion_step(*, actor: Any, motion_id: UUID, reason: str) -> Motion:
    """Make a motion void that the council was told of and has not decided.

    A motion that is void already is returned as it is. Nothing makes it valid again: the same
    question can only be put anew. If it was a rival amendment whose turn it was, the next one is
    called. Refuses a draft, which is discarded, and a motion that is closed (`MoveNotAllowed`), and
    no reason (`VoidUnexplained`).
    """
    require(actor, "council.void_motion", motion_to_see(actor, motion_id).review)
    text = clean_text(reason)
    if not text:
        raise VoidUnexplained()
    if len(text) > REASON_LENGTH:
        raise VoidReasonTooLong(limit=REASON_LENGTH)
    motion = lock_motion_step(motion_id=motion_id)
    if motion.state == State.VOID:
        return motion
    write_void_step(
        motion=motion, actor=actor, cause=VoidCause.SECRETARY, reason=text, version=None
    )
    call_next_rival_step(motion=motion, now=motion.voided_at or database_now())
    return motion


@command
def void_motion(**arguments: Any) -> Motion:
    """Make a motion void: see `void_motion_step`."""
    return void_motion_step(**arguments)
