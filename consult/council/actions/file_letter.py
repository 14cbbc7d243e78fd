"""A letter of appointment is filed with a seat."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from consult.accounts.models import User
from consult.accounts.permissions import require
from consult.core.errors import NotThere
from consult.core.journal import record
from consult.core.transactions import command, step
from consult.council.models import Appointment, Letter, Seat
from consult.council.rules.letter import media_type_of
from consult.council.selectors.clock import database_now
from consult.reviews.models import Review


@step
def file_letter_step(
    *, actor: Any, review: Review, seat_id: UUID, user_id: UUID, data: bytes
) -> Appointment:
    """Keep the letter by which somebody sits on a seat or represents it.

    The secretary of the council may. The bytes are kept once, under their SHA-256, which the
    ledger has; letters filed earlier stay, and the same one again changes nothing. Refuses who
    neither sits on the seat nor holds a proxy of it (`NotThere`), and what `media_type_of` refuses.
    """
    require(actor, "council.set_seats", review)
    media_type = media_type_of(data)
    seats = Seat.objects.select_for_update(no_key=True).filter(
        institution__review=review, active=True
    )
    seat = seats.filter(pk=seat_id).first()
    if seat is None or not _appointed(seat, user_id):
        raise NotThere()
    sha256 = hashlib.sha256(data).hexdigest()
    filed = Appointment.objects.filter(seat=seat, user=user_id, letter=sha256).first()
    if filed is not None:
        return filed
    letters = [Letter(sha256=sha256, media_type=media_type, content=data)]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    user = User.objects.get(pk=user_id)
    filed = Appointment.objects.create(
        seat=seat, user=user, letter_id=sha256, filed_at=database_now(), filed_by=actor
    )
    record(
        review.log_id,
        "council.letter_filed.v1",
        actor=actor.reference,
        subject=seat.reference,
        data={
            "seat": seat.reference,
            "person": user.reference,
            "sha256": sha256,
            "media_type": media_type,
        },
    )
    return filed


def _appointed(seat: Seat, user_id: UUID) -> bool:
    represents = seat.proxies.filter(holder=user_id, withdrawn_at__isnull=True)
    return seat.people.filter(user=user_id).exists() or represents.exists()


@command
def file_letter(**arguments: Any) -> Appointment:
    """File a letter of appointment: see `file_letter_step`."""
    return file_letter_step(**arguments)
