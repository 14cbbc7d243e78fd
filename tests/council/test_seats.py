"""Institutions and seats of the council."""

from __future__ import annotations

import json
import uuid
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from consult.accounts.actions import grant_role
from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry
from consult.council.actions import add_institution, put_motion, set_seat
from consult.council.actions.add_institution import InstitutionNameless, InstitutionThere
from consult.council.actions.set_seat import (
    NotCouncilMember,
    PersonTwice,
    SeatEndsFirst,
    WeightTooSmall,
)
from consult.council.models import Institution, Seat, SeatPerson
from consult.council.selectors.clock import database_now
from consult.council.selectors.names import names_of
from consult.reviews.actions import open_review
from consult.reviews.models import Review
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db


def test_an_institution_has_a_name_in_each_language(review: Review, person: Any) -> None:
    secretary = person(Role.COUNCIL_SECRETARY)
    institution = add_institution(
        actor=secretary,
        review=review,
        slug="finance",
        name={"en": " Ministry  of Finance ", "ka": "ფინანსთა სამინისტრო"},
    )
    assert names_of(institution) == {"en": "Ministry of Finance", "ka": "ფინანსთა სამინისტრო"}
    with pytest.raises(InstitutionThere):
        add_institution(actor=secretary, review=review, slug="finance", name={"en": "Other"})
    with pytest.raises(InstitutionNameless):
        add_institution(actor=secretary, review=review, slug="nobody", name={"en": " "})
    with pytest.raises(NotPermitted):
        add_institution(
            actor=person(Role.COUNCIL_MEMBER), review=review, slug="own", name={"en": "Own"}
        )
    assert list(Institution.objects.values_list("slug", flat=True)) == ["finance"]


def test_a_seat_is_journalled_with_the_ranks_of_its_people(
    review: Review, council: Council
) -> None:
    seat, (member, alternate) = council.seats[0], council.people[0]
    leaf = json.loads(bytes(Entry.objects.get(subject=seat.reference).leaf))
    assert (leaf["event"], leaf["actor"]) == ("council.seat_set.v1", council.secretary.reference)
    assert leaf["data"] == {
        "seat": seat.reference,
        "institution": "Ministry 0",
        "weight": 1,
        "people": [
            {"rank": 0, "person": member.reference},
            {"rank": 1, "person": alternate.reference},
        ],
    }


def test_setting_a_seat_again_changes_it(review: Review, council: Council) -> None:
    member, alternate = council.people[0]
    seat = set_seat(
        actor=council.secretary,
        review=review,
        institution=council.seats[0].institution,
        position=0,
        weight=3,
        people=[alternate, member],
    )
    assert (seat, seat.weight) == (council.seats[0], 3)
    ranks = SeatPerson.objects.filter(seat=seat).values_list("rank", "user")
    assert list(ranks) == [(0, alternate.pk), (1, member.pk)]
    assert Seat.objects.count() == 3


def test_a_seat_has_a_block_and_days_and_is_on_the_rolls_of_those_days(
    review: Review, council: Council, motion_arguments: Any
) -> None:
    today = database_now().astimezone(ZoneInfo(review.timezone)).date()
    day = timedelta(days=1)
    dates = [(today, today), (today + day, None), (None, today - day)]
    for place, (first, last) in enumerate(dates):
        set_seat(
            actor=council.secretary,
            review=review,
            institution=council.seats[place].institution,
            position=place,
            weight=1,
            people=council.people[place],
            block=" North ",
            active_from=first,
            active_until=last,
        )
    leaf = json.loads(bytes(Entry.objects.filter(subject=council.seats[0].reference).last().leaf))
    day_named = today.isoformat()
    assert leaf["data"]["block"] == "North"
    assert (leaf["data"]["active_from"], leaf["data"]["active_until"]) == (day_named, day_named)
    arguments = motion_arguments()
    roll = put_motion(**arguments).roll.values_list("seat", "block")
    assert list(roll) == [(council.seats[0].pk, "North")]
    later = put_motion(
        **{
            **arguments,
            "key": uuid.uuid4(),
            "opens_at": database_now() + day,
            "closes_at": database_now() + 2 * day,
        }
    )
    assert list(later.roll.values_list("seat", flat=True)) == [council.seats[1].pk]


@pytest.mark.parametrize("case", ["role", "twice", "weight", "days", "permission"])
def test_what_a_seat_may_not_be(case: str, review: Review, council: Council, person: Any) -> None:
    member = council.people[0][0]
    arguments: dict[str, Any] = {
        "actor": council.secretary,
        "review": review,
        "institution": council.seats[0].institution,
        "position": 0,
        "weight": 1,
        "people": [member],
    }
    refusals: dict[str, tuple[type[Exception], dict[str, Any]]] = {
        "role": (NotCouncilMember, {"people": [person(Role.OBSERVER, name="Oli Observer")]}),
        "twice": (PersonTwice, {"people": [member, member]}),
        "weight": (WeightTooSmall, {"weight": 0}),
        "days": (
            SeatEndsFirst,
            {"active_from": date(2030, 2, 1), "active_until": date(2030, 1, 31)},
        ),
        "permission": (NotPermitted, {"actor": member}),
    }
    error, changes = refusals[case]
    before = (Entry.objects.count(), list(SeatPerson.objects.values_list("seat", "user", "rank")))
    with pytest.raises(error):
        set_seat(**{**arguments, **changes})
    after = (Entry.objects.count(), list(SeatPerson.objects.values_list("seat", "user", "rank")))
    assert after == before


def test_an_institution_of_another_review_takes_no_seat(
    review: Review, council: Council, administrator: Any
) -> None:
    other = open_review(
        actor=administrator,
        slug="other",
        number_prefix="O",
        timezone="UTC",
        languages=["en"],
        title={"en": "Other"},
        country={"en": "Other"},
        summary={"en": "Other"},
    )
    grant_role(
        actor=administrator, review=other, user=council.secretary, role=Role.COUNCIL_SECRETARY
    )
    with pytest.raises(NotThere):
        set_seat(
            actor=council.secretary,
            review=other,
            institution=council.seats[0].institution,
            position=0,
            weight=1,
            people=[],
        )
