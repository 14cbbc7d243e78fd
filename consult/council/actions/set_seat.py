"""A seat of the council is set: whose it is, what it weighs, and who may vote for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from consult.accounts.models import User
from consult.accounts.permissions import require
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import granted_roles
from consult.core.errors import DomainError, N_, NotThere
from consult.core.journal import record
from consult.core.text import clean_line
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


class SeatEndsFirst(DomainError):
    """A seat that has dates is there for at least one day."""

    code = "seat_ends_first"
    field = "active_until"
    message = N_("The seat's last day lies before its first. Choose a later one, or none.")


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
    block: str = "",
    active_from: date | None = None,
    active_until: date | None = None,
) -> Seat:
    """Set the institution's seat at `position`: weight, block, days, and people, the member first.

    The first of `people` is the member (rank 0), the others are alternates in order; nobody at
    all makes the seat vacant. The seat is on the rolls of motions that open from the day
    `active_from` to the day `active_until`, both included, in the review's zone. It is made where
    there is none at this position, and changed otherwise; a roll that is already frozen keeps
    what it says. Refuses an institution of another review (`NotThere`), a weight below 1, a last
    day before the first, a person named twice, and a person without the role of a council member.
    Journalled with everybody's rank.
    """
    require(actor, "council.set_seats", review)
    return write_seat_step(
        actor=actor,
        review=review,
        institution=institution,
        position=position,
        weight=weight,
        people=people,
        block=block,
        active_from=active_from,
        active_until=active_until,
    )


@step
def write_seat_step(
    *,
    actor: Any,
    review: Review,
    institution: Institution,
    position: int,
    weight: int,
    people: Sequence[User],
    block: str,
    active_from: date | None,
    active_until: date | None,
) -> Seat:
    """Write a seat and journal it, for a caller who has asked whether the actor may."""
    if institution.review_id != review.pk:
        raise NotThere()
    if weight < 1:
        raise WeightTooSmall()
    if active_from and active_until and active_until < active_from:
        raise SeatEndsFirst()
    _check_people(review, people)
    named = clean_line(block)
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    columns = {
        "weight": weight,
        "block": named,
        "active": True,
        "active_from": active_from,
        "active_until": active_until,
    }
    # The institution's row keeps others away. Django would bar the seat's key too, to which a roll
    # refers that holds the log already and which this waits for.
    seats = Seat.objects.filter(institution=institution, position=position)
    if seats.update(**columns):
        seat = seats.get()
    else:
        seat = Seat.objects.create(institution=institution, position=position, **columns)
    seat.people.all().delete()
    SeatPerson.objects.bulk_create(
        SeatPerson(seat=seat, user=person, rank=rank) for rank, person in enumerate(people)
    )
    _journal(seat, institution, people, actor, review)
    return seat


def _journal(
    seat: Seat, institution: Institution, people: Sequence[User], actor: Any, review: Review
) -> None:
    """Enter the seat as it now stands: what is not named there, it has not."""
    days = {"active_from": seat.active_from, "active_until": seat.active_until}
    record(
        review.log_id,
        "council.seat_set.v1",
        actor=actor.reference,
        subject=seat.reference,
        data={
            "seat": seat.reference,
            "institution": first_name(names_of(institution)),
            "weight": seat.weight,
            "people": [
                {"rank": rank, "person": person.reference} for rank, person in enumerate(people)
            ],
            **({"block": seat.block} if seat.block else {}),
            **{name: day.isoformat() for name, day in days.items() if day},
        },
    )


@command
def set_seat(**arguments: Any) -> Seat:
    """Set a seat of the council: see `set_seat_step`."""
    return set_seat_step(**arguments)
