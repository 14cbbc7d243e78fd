"""The reason of an objection follows the objection."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import NotThere
from consult.core.realtime import publish_on_commit
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.council.actions.check_reason import ReasonTooLong
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.models import Ballot, LaterReason
from consult.council.models.ballot import REASON_LENGTH
from consult.council.permissions import motion_to_see
from consult.council.rules.ballot import Choice
from consult.council.rules.errors import ObjectionSilent
from consult.council.rules.motion import DECIDED, State
from consult.council.rules.reader import parse_rules
from consult.council.selectors.clock import database_now
from consult.ledger.instant import format_instant


@step
def give_reason_step(*, actor: Any, motion_id: UUID, ballot_id: UUID, reason: str) -> LaterReason:
    """Give the reason of one's own objection to a silence procedure, once.

    The objection counted from its own instant, so a reason may also follow when it has ended the
    motion. The same reason again changes nothing. Refuses a ballot of somebody else or of another
    motion (`NotThere`), and one that is no objection or has its reason (`ObjectionSilent`).
    """
    require(actor, "council.vote", motion_to_see(actor, motion_id).review)
    text = clean_text(reason)
    motion = lock_motion_step(motion_id=motion_id)
    ballot = Ballot.objects.filter(motion=motion, pk=ballot_id, caster=actor).first()
    if ballot is None:
        raise NotThere()
    given = LaterReason.objects.filter(ballot=ballot).first()
    if given is not None and given.text == text:
        return given
    silent = parse_rules(motion.rules).silence is not None and ballot.choice == Choice.OBJECT
    standing = motion.state == State.OPEN or motion.state in DECIDED
    if not silent or not standing or ballot.reason or given is not None or not text:
        raise ObjectionSilent()
    if len(text) > REASON_LENGTH:
        raise ReasonTooLong(limit=REASON_LENGTH)
    now = database_now()
    later = LaterReason.objects.create(ballot=ballot, text=text, given_at=now)
    motion.revision += 1
    motion.save(update_fields=["revision"])
    journal_motion_step(
        motion=motion,
        event="ballot.reason_given.v1",
        actor=actor,
        subject=ballot.reference,
        data={"ballot": ballot.reference, "given_at": format_instant(now)},
        committed={"reason": text},
    )
    publish_on_commit(motion.topic, {"sequence": motion.revision})
    return later


@command
def give_reason(**arguments: Any) -> LaterReason:
    """Give the reason of one's own objection: see `give_reason_step`."""
    return give_reason_step(**arguments)
