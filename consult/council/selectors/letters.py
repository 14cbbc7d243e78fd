"""The letters of appointment, seat by seat."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from consult.accounts.models import User
from consult.accounts.permissions import require_to_see
from consult.core.errors import NotThere
from consult.council.models import Appointment, Proxy, Seat, SeatPerson
from consult.reviews.models import Review


@dataclass(frozen=True, slots=True)
class SeatLetters:
    """A seat, who is appointed to it now, the letters filed, and who lacks one."""

    seat: Seat
    people: list[User]
    filed: list[Appointment]
    lacking: list[User]


def letters_of(review: Review) -> list[SeatLetters]:
    """Return the seats of a review in order with their letters, the newest first.

    Four queries; the letters themselves are not read.
    """
    people = Prefetch("people", SeatPerson.objects.select_related("user").order_by("rank"))
    standing = Proxy.objects.filter(withdrawn_at__isnull=True).select_related("holder")
    filed = Appointment.objects.select_related("user").order_by("-filed_at", "pk")
    seats = (
        Seat.objects.filter(institution__review=review, active=True)
        .select_related("institution")
        .prefetch_related(people, Prefetch("proxies", standing), Prefetch("appointments", filed))
        .order_by("position", "institution__slug", "pk")
    )
    return [_letters(seat) for seat in seats]


def _letters(seat: Seat) -> SeatLetters:
    own = [each.user for each in seat.people.all()]
    people = list(dict.fromkeys([*own, *(each.holder for each in seat.proxies.all())]))
    filed = list(seat.appointments.all())
    having = {each.user_id for each in filed}
    return SeatLetters(seat, people, filed, [each for each in people if each.pk not in having])


def letter_to_read(actor: User, appointment_id: UUID) -> Appointment:
    """Return an appointment with its letter, or raise `NotThere` for whoever may not read it."""
    found = (
        Appointment.objects.select_related("letter", "seat__institution__review")
        .filter(pk=appointment_id)
        .first()
    )
    if found is None:
        raise NotThere()
    require_to_see(actor, "council.read_letters", found.seat.institution.review)
    return found
