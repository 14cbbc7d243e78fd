"""The council as its secretary sets it: institutions with their seats, and who may take one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import people_with
from consult.council.models import Institution, Seat, SeatPerson
from consult.reviews.models import Review


@dataclass(frozen=True, slots=True)
class Council:
    """Institutions by short name, their seats and people loaded, and the members to choose from."""

    institutions: list[Institution]
    members: list[User]

    def seats(self) -> list[Seat]:
        """Return every seat, institution by institution."""
        return [seat for institution in self.institutions for seat in institution.seats.all()]

    def seat(self, name: str) -> Seat | None:
        """Return the seat whose id is `name`, if there is one."""
        return next((seat for seat in self.seats() if str(seat.pk) == name), None)


def seats_on(review: Review, moment: datetime) -> QuerySet[Seat]:
    """Return the seats of a review that are active at a moment, by the day in its own zone."""
    day = moment.astimezone(ZoneInfo(review.timezone)).date()
    return Seat.objects.filter(
        Q(active_from__isnull=True) | Q(active_from__lte=day),
        Q(active_until__isnull=True) | Q(active_until__gte=day),
        institution__review=review,
        active=True,
    )


def council_of(review: Review) -> Council:
    """Return the council of a review in four queries."""
    people = Prefetch("people", SeatPerson.objects.select_related("user").order_by("rank"))
    seats = Seat.objects.filter(active=True).order_by("position").prefetch_related(people)
    institutions = Institution.objects.filter(review=review).order_by("slug")
    return Council(
        institutions=list(institutions.prefetch_related(Prefetch("seats", seats))),
        members=list(people_with(review, Role.COUNCIL_MEMBER).select_related("organisation")),
    )


def seats_to_name(review: Review) -> list[Seat]:
    """Return the seats of a review in their order, with institutions and people, in two queries."""
    seats = Seat.objects.filter(institution__review=review, active=True)
    ordered = seats.order_by("institution__slug", "position")
    return list(ordered.select_related("institution").prefetch_related("people"))
