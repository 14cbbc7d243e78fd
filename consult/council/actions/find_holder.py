"""Who votes for a seat, by the roll that was frozen when the motion was put."""

from __future__ import annotations

from uuid import UUID

from django.db.models import UUIDField

from consult.accounts.models import User
from consult.core.prepared import Given, Prepared
from consult.core.transactions import step
from consult.council.models import Motion, RollPerson
from consult.council.rules.errors import NotOnRoll, SeatNotOnRoll
from consult.council.selectors.names import first_name

_HOLDERS = RollPerson.objects.select_related("entry").order_by()
_FOR_SEAT = Prepared(
    lambda: _HOLDERS.filter(
        entry__motion=Given("motion", UUIDField()),
        entry__seat=Given("seat", UUIDField()),
        user=Given("user", UUIDField()),
    )
)


@step
def find_named_holder_step(*, motion: Motion, holder_id: int) -> RollPerson:
    """Return one place on a motion's frozen roll; raises `SeatNotOnRoll`; writes nothing."""
    holder = _HOLDERS.select_related("user").filter(pk=holder_id, entry__motion=motion).first()
    if holder is None:
        raise SeatNotOnRoll()
    return holder


@step
def find_holder_step(*, motion: Motion, seat_id: UUID, user: User) -> RollPerson:
    """Return somebody's place for a seat on the frozen roll; raises `NotOnRoll`; writes nothing."""
    for holder in _FOR_SEAT(motion=motion.pk, seat=seat_id, user=user.pk):
        holder.user = user
        return holder
    entry = motion.roll.filter(seat=seat_id).first()
    raise NotOnRoll(seat=first_name(entry.institution_name)) if entry else SeatNotOnRoll()
