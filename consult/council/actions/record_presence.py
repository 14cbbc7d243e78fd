"""A seat joins a live session, or leaves it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.core.errors import DomainError, N_, NotThere
from consult.core.journal import record
from consult.core.realtime import publish_on_commit
from consult.core.transactions import command, step
from consult.council.actions.lock_sitting import lock_sitting_step
from consult.council.models import Proxy, Seat, Sitting
from consult.council.permissions import sitting_to_see
from consult.council.rules.sitting import presence_changes, require_not_ended
from consult.council.selectors.clock import database_now
from consult.council.selectors.present import last_presence, proxies_to_speak
from consult.ledger.instant import format_instant


class NotYourSeat(DomainError):
    """A person says of their own seat, or of one that they represent, that it is present."""

    code = "not_your_seat"
    status = 403
    message = N_("You hold no place on this seat, so you cannot say that it is here.")


@step
def record_presence_step(*, actor: Any, sitting_id: UUID, seat_id: UUID, joined: bool) -> Sitting:
    """Record that a seat joined a session or left it, by the database's clock.

    A person of the seat may, the holder of its proxy where nobody of the seat is here, and the
    council's secretary for any seat. A proxy must hold now, or stand on the frozen roll of a motion
    that this session is still to decide; the entry names its holder, so that the seat is present
    for the motions that know this proxy, and for no other (`present_by_roll`); another proxy of the
    seat who comes later is named instead. Saying again what is recorded already changes nothing.
    Refuses a seat of others (`NotYourSeat`), one that the council has not (`NotThere`), a proxy
    that says of a seat which is here by its own people or by another proxy that it left
    (`SeatHereItself`), and a session that has ended (`SittingEnded`).
    """
    review = sitting_to_see(actor, sitting_id).review
    sitting = lock_sitting_step(sitting_id=sitting_id)
    seat = Seat.objects.filter(pk=seat_id, institution__review=review, active=True).first()
    if seat is None:
        raise NotThere()
    proxy = _speaks_as(actor, sitting, seat)
    require_not_ended(sitting.state)
    last = last_presence(sitting, seat)
    before = last.proxy if last is not None else None
    if not presence_changes(
        here=last is not None,
        by_proxy=before is not None,
        by_same=before is not None and proxy is not None and before.holder_id == proxy.holder_id,
        joined=joined,
        as_proxy=proxy is not None,
    ):
        return sitting
    now = database_now()
    said_by = proxy if joined else None
    sitting.presences.create(seat=seat, joined=joined, proxy=said_by, at=now, recorded_by=actor)
    sitting.revision += 1
    sitting.save(update_fields=["revision"])
    record(
        review.log_id,
        "session.presence.v1",
        actor=actor.reference,
        subject=sitting.reference,
        data={
            "session": sitting.reference,
            "seat": seat.reference,
            "joined": joined,
            **({"proxy": actor.reference} if said_by else {}),
            "at": format_instant(now),
        },
    )
    publish_on_commit(sitting.topic, {"sequence": sitting.revision})
    return sitting


def _speaks_as(actor: Any, sitting: Sitting, seat: Seat) -> Proxy | None:
    """Return the proxy by which somebody speaks for a seat, None for its people and the secretary.

    Raises `NotYourSeat` for everybody else.
    """
    votes = actor.has_perm("council.vote", sitting.review)
    if votes and seat.people.filter(user=actor).exists():
        return None
    if actor.has_perm("council.run_session", sitting.review):
        return None
    proxy = proxies_to_speak(sitting, actor).get(seat.pk) if votes else None
    if proxy is None:
        raise NotYourSeat()
    return proxy


@command
def record_presence(**arguments: Any) -> Sitting:
    """Record that a seat joined or left: see `record_presence_step`."""
    return record_presence_step(**arguments)
