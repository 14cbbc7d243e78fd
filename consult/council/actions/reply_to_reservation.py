"""A reservation gets a recorded reply."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_, NotThere
from consult.core.idempotency import once
from consult.core.realtime import publish_on_commit
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.models import Ballot, Motion, ReservationReply
from consult.council.models.ballot import REASON_LENGTH
from consult.council.permissions import motion_to_see
from consult.council.selectors.clock import database_now
from consult.council.selectors.reservations import counted_reservation
from consult.ledger.instant import format_instant


class ReplyWithoutWords(DomainError):
    """An empty reply answers nothing."""

    code = "reply_without_words"
    field = "text"
    message = N_("Write what is replied to the reservation.")


class ReplyTooLong(DomainError):
    """A reply is read by the whole council."""

    code = "reply_too_long"
    field = "text"
    message = N_("The reply is too long. Shorten it to %(limit)s characters or fewer.")


def _write(motion: Motion, ballot: Ballot, actor: Any, text: str) -> str:
    now = database_now()
    reply = ReservationReply.objects.create(
        ballot=ballot, text=text, replied_by=actor, replied_at=now
    )
    motion.revision += 1
    motion.save(update_fields=["revision"])
    journal_motion_step(
        motion=motion,
        event="ballot.reservation_answered.v1",
        actor=actor,
        subject=ballot.reference,
        data={"ballot": ballot.reference, "answered_at": format_instant(now)},
        committed={"answer": text},
        # Whoever reads the reservation reads the reply to it.
        public=frozenset({"answer"} if hasattr(ballot, "published") else ()),
    )
    publish_on_commit(motion.topic, {"sequence": motion.revision})
    return str(reply.pk)


@step
def reply_to_reservation_step(
    *, actor: Any, motion_id: UUID, ballot_id: UUID, text: str, key: UUID
) -> ReservationReply:
    """Reply to a reservation that counted, once the motion is closed; earlier replies stay.

    The same key with the same words returns the first reply. Refuses who may not reply
    (`NotPermitted`), a ballot that is none of this motion's counting reservations or whose motion
    is not closed (`NotThere`), since nobody knows of it yet, and a reply that is empty
    (`ReplyWithoutWords`) or too long (`ReplyTooLong`).
    """
    require(actor, "council.answer_reservation", motion_to_see(actor, motion_id).review)
    cleaned = clean_text(text)
    if not cleaned:
        raise ReplyWithoutWords()
    if len(cleaned) > REASON_LENGTH:
        raise ReplyTooLong(limit=REASON_LENGTH)
    motion = lock_motion_step(motion_id=motion_id)
    ballot = counted_reservation(motion, ballot_id)
    if ballot is None:
        raise NotThere()
    name = once(
        scope=f"reply:{actor.pk.hex}",
        key=key,
        body={"ballot": str(ballot_id), "text": cleaned},
        make=lambda: _write(motion, ballot, actor, cleaned),
    )
    return ReservationReply.objects.get(pk=int(name))


@command
def reply_to_reservation(**arguments: Any) -> ReservationReply:
    """Reply to a reservation: see `reply_to_reservation_step`."""
    return reply_to_reservation_step(**arguments)
