"""The roll of a motion is frozen: who may vote on it, whatever changes afterwards."""

from __future__ import annotations

from consult.core.errors import DomainError, N_
from consult.core.transactions import step
from consult.council.models import Motion, RollEntry, RollPerson, Seat
from consult.council.selectors.names import names_of


class RollEmpty(DomainError):
    """A council in which nobody can vote cannot decide anything."""

    code = "roll_empty"
    status = 409
    message = N_("The council has no seat with a member yet. Set its seats first.")


@step
def freeze_roll_step(*, motion: Motion) -> None:
    """Copy every active seat with its institution's names, weight, block and people, in order.

    Vacant seats are copied too, since rules may count them. Raises `RollEmpty` where nobody could
    vote for any seat.
    """
    seats = list(
        Seat.objects.filter(institution__review=motion.review_id, active=True)
        .select_related("institution")
        .prefetch_related("people")
        .order_by("position", "institution__slug", "pk")
    )
    if not any(seat.people.all() for seat in seats):
        raise RollEmpty()
    entries = RollEntry.objects.bulk_create(
        RollEntry(
            motion=motion,
            seat=seat,
            institution_name=names_of(seat.institution),
            weight=seat.weight,
            block=seat.block,
            position=place,
        )
        for place, seat in enumerate(seats)
    )
    RollPerson.objects.bulk_create(
        RollPerson(entry=entry, user_id=person.user_id, rank=person.rank)
        for entry, seat in zip(entries, seats, strict=True)
        for person in seat.people.all()
    )
