"""A seat of the council is set: whose it is, what it weighs, and who may vote for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from consult.accounts.models import User
from consult.accounts.permissions import require
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import granted_roles
from consult.core.errors import DomainError, N_, NotThere
from consult.core.journal import record
from consult.core.transactions import command, step
from consult.council.models import Institution, Seat, SeatPerson
from consult.council.selectors.names import first_name, names_of
from consult.reviews.models import Review


class NotCouncilMember(DomainError):
    """Whoever is put on a seat must hold the role that lets them vote."""

    code = "not_council_member"
    field = "people"
    message = N_(
        "%(name)s does not have the role of a council member in this review. An administrator "
        "has to grant it first."
    )


class PersonTwice(DomainError):
    """A person has one rank on a seat."""

    code = "person_twice"
    field = "people"
    message = N_("%(name)s is named twice for this seat. Name each person once.")


class WeightTooSmall(DomainError):
    """A seat weighs at least one vote."""

    code = "weight_too_small"
    field = "weight"
    message = N_("A seat weighs at least 1. Enter a whole number from 1.")


def _check_people(review: Review, people: Sequence[User]) -> None:
    seen = set()
    for person in people:
        if person.pk in seen:
            raise PersonTwice(name=str(person))
        seen.add(person.pk)
        if Role.COUNCIL_MEMBER not in granted_roles(person, review):
            raise NotCouncilMember(name=str(person))


@step
def set_seat_step(
    *,
    actor: Any,
    review: Review,
    institution: Institution,
    position: int,
    weight: int,
    people: Sequence[User],
) -> Seat:
    """Set the institution's seat at `position`: its weight and its people, the member first.

    The first of `people` is the member (rank 0), the others are alternates in order; nobody at
    all makes the seat vacant. The seat is made where there is none at this position, and changed
    otherwise; a roll that is already frozen keeps what it says. Refuses an institution of another
    review (`NotThere`), a weight below 1, a person named twice, and a person without the role of
    a council member. Journalled with everybody's rank.
    """
    require(actor, "council.set_seats", review)
    if institution.review_id != review.pk:
        raise NotThere()
    if weight < 1:
        raise WeightTooSmall()
    _check_people(review, people)
    Institution.objects.select_for_update().get(pk=institution.pk)
    seat, _new = Seat.objects.update_or_create(
        institution=institution, position=position, defaults={"weight": weight, "active": True}
    )
    seat.people.all().delete()
    SeatPerson.objects.bulk_create(
        SeatPerson(seat=seat, user=person, rank=rank) for rank, person in enumerate(people)
    )
    record(
        review.log_id,
        "council.seat_set.v1",
        actor=actor.reference,
        subject=seat.reference,
        data={
            "seat": seat.reference,
            "institution": first_name(names_of(institution)),
            "weight": weight,
            "people": [
                {"rank": rank, "person": person.reference} for rank, person in enumerate(people)
            ],
        },
    )
    return seat


@command
def set_seat(**arguments: Any) -> Seat:
    """Set a seat of the council: see `set_seat_step`."""
    return set_seat_step(**arguments)
