"""Institutions and seats of the council."""

from __future__ import annotations

import json
from typing import Any

import pytest

from consult.accounts.actions import grant_role
from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry
from consult.council.actions import add_institution, set_seat
from consult.council.actions.add_institution import InstitutionNameless, InstitutionThere
from consult.council.actions.set_seat import NotCouncilMember, PersonTwice, WeightTooSmall
from consult.council.models import Institution, Seat, SeatPerson
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


@pytest.mark.parametrize("case", ["role", "twice", "weight", "permission"])
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
