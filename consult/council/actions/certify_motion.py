"""The secretary certifies what a closed motion decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.realtime import publish_on_commit
from consult.core.transactions import command, step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.tell_head import tell_head_step
from consult.council.models import Certificate, Motion
from consult.council.permissions import motion_to_see
from consult.council.rules.motion import State, require_move
from consult.council.selectors.clock import database_now
from consult.council.selectors.decision import proofs_of
from consult.council.selectors.record import record_of
from consult.ledger.bundle import document_hash
from consult.ledger.instant import format_instant


@step
def certify_motion_step(*, actor: Any, motion_id: UUID) -> Motion:
    """Certify a closed motion: its last state, entered in the ledger with the result's status.

    Its record is kept as it is now, with the head that signs this entry and the proofs of all
    entries of the motion; the entry names the record's SHA-256, and members and observers are
    mailed that head. A rehearsal gets none of it.
    A motion that is certified already is returned as it is. Refuses one that is not closed
    (`MoveNotAllowed`).
    """
    require(actor, "council.certify_motion", motion_to_see(actor, motion_id).review)
    motion = lock_motion_step(motion_id=motion_id)
    if motion.state == State.CERTIFIED:
        return motion
    require_move(motion.state, State.CERTIFIED)
    motion.state = State.CERTIFIED
    motion.certified_at, motion.certified_by = database_now(), actor
    motion.revision += 1
    motion.save(update_fields=["state", "certified_at", "certified_by", "revision"])
    outcome = motion.outcome or {}
    record = record_of(motion)
    digest = document_hash(record)
    journal_motion_step(
        motion=motion,
        event="motion.certified.v1",
        actor=actor,
        data={
            "certified_at": format_instant(motion.certified_at),
            "status": outcome["status"],
            "record_sha256": digest,
        },
    )
    if not motion.rehearsal:
        Certificate.objects.create(
            motion=motion,
            record=record,
            record_sha256=digest,
            ledger=proofs_of(motion),
            made_at=motion.certified_at,
        )
        tell_head_step(review=motion.review, now=motion.certified_at, motion=motion)
    publish_on_commit(motion.topic, {"sequence": motion.revision})
    return motion


@command
def certify_motion(**arguments: Any) -> Motion:
    """Certify a closed motion: see `certify_motion_step`."""
    return certify_motion_step(**arguments)
