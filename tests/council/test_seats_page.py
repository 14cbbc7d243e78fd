"""The page on which the secretary adds institutions and sets seats."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from consult.accounts.actions import register_organisation
from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.models import Entry
from consult.council.actions import set_seat
from consult.council.models import Institution, Seat, SeatPerson
from consult.council.selectors.names import names_of
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import words

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def address(review: Review) -> str:
    return reverse("council:seats", args=[review.slug])


def seat_fields(of: Institution, **changes: Any) -> dict[str, Any]:
    fields = {"institution": of.pk, "position": "7", "weight": "2", "member": ""}
    return {"form": "seat"} | {f"seat-{name}": value for name, value in (fields | changes).items()}


def institution_fields(**changes: str) -> dict[str, str]:
    fields = {"slug": "health", "name_en": "Ministry of  Health", "name_ka": "ჯანდაცვა"}
    sent = {f"institution-{name}": value for name, value in (fields | changes).items()}
    return {"form": "institution"} | sent


def chosen(page: Any) -> dict[str, str]:
    """Return what the form for a seat shows as typed or chosen."""
    tree = html.fromstring(page.content.decode())
    (form,) = tree.xpath("//form[.//input[@name='form'][@value='seat']]")
    return {name[5:]: value for name, value in form.form_values() if name.startswith("seat-")}


def people_of(seat: Seat) -> list[tuple[int, uuid.UUID]]:
    return list(SeatPerson.objects.filter(seat=seat).values_list("rank", "user"))


def everything() -> tuple[Any, ...]:
    seats = Seat.objects.order_by("pk").values_list("pk", "position", "weight")
    people = SeatPerson.objects.order_by("pk").values_list("seat", "user", "rank")
    return list(Institution.objects.values_list("slug")), list(seats), list(people)


def test_the_first_institution_is_added_in_the_languages_of_the_review(
    review: Review, person: Any, signed_in: SignIn
) -> None:
    client = signed_in(person(Role.COUNCIL_SECRETARY))
    empty = words(client.get(address(review)))
    assert "The council has no institutions yet." in empty
    assert "Set the seat" not in empty.replace("Set the seats", "")

    page = client.post(address(review), institution_fields(), follow=True)

    assert page.redirect_chain == [(address(review), 302)]
    institution = Institution.objects.get()
    assert (institution.review, institution.slug) == (review, "health")
    assert names_of(institution) == {"en": "Ministry of Health", "ka": "ჯანდაცვა"}
    said = words(page)
    assert "Ministry of Health is now an institution of the council. Set its seat below." in said
    assert "Ministry of Health No seat yet." in said
    assert "Nobody has the role of a council member in this review yet." in said


def test_a_seat_is_set_with_its_people_in_order(
    review: Review, council: Council, person: Any, signed_in: SignIn
) -> None:
    institution = council.seats[0].institution
    (member, second), (first, _other) = council.people[1], council.people[2]
    sent = seat_fields(
        institution, member=member.pk, alternate_1=first.pk, alternate_2="", alternate_3=second.pk
    )
    page = signed_in(council.secretary).post(address(review), sent, follow=True)

    assert page.redirect_chain == [(address(review), 302)]
    assert "The seat of Ministry 0 is set. Motions that are put from now on" in words(page)
    seat = Seat.objects.get(institution=institution, position=7)
    assert seat.weight == 2
    assert people_of(seat) == [(0, member.pk), (1, first.pk), (2, second.pk)]
    leaf = json.loads(bytes(Entry.objects.get(subject=seat.reference).leaf))
    assert (leaf["event"], leaf["actor"]) == ("council.seat_set.v1", council.secretary.reference)
    assert leaf["data"] == {
        "seat": seat.reference,
        "institution": "Ministry 0",
        "weight": 2,
        "people": [
            {"rank": rank, "person": user.reference}
            for rank, user in enumerate((member, first, second))
        ],
    }
    row = "Ministry 0 7 Member 1 member Member 2 alternate 1 Alternate 1 alternate 2 2 Change"
    assert row in words(page)


def test_a_seat_is_changed_from_what_it_is(
    review: Review, council: Council, person: Any, signed_in: SignIn
) -> None:
    seat = council.seats[2]
    crowd = [person(Role.COUNCIL_MEMBER) for _each in range(6)]
    set_seat(
        actor=council.secretary,
        review=review,
        institution=seat.institution,
        position=2,
        weight=4,
        people=crowd,
    )
    client = signed_in(council.secretary)
    shown = chosen(client.get(f"{address(review)}?seat={seat.pk}"))
    # There is room for one more alternate than the longest list has.
    assert shown.pop("alternate_6") == ""
    assert shown == {
        "institution": str(seat.institution_id),
        "position": "2",
        "weight": "4",
        "member": str(crowd[0].pk),
        **{f"alternate_{rank}": str(crowd[rank].pk) for rank in range(1, 6)},
    }

    sent = {"form": "seat"} | {f"seat-{name}": value for name, value in shown.items()}
    client.post(address(review), sent | {"seat-alternate_2": ""})

    seat.refresh_from_db()
    assert (seat.position, seat.weight, Seat.objects.count()) == (2, 4, 3)
    left = [crowd[rank].pk for rank in (0, 1, 3, 4, 5)]
    assert people_of(seat) == list(enumerate(left))


@pytest.mark.parametrize("query", ["", "?seat=nonsense", f"?seat={uuid.UUID(int=1)}"])
def test_a_new_seat_is_offered_the_next_place(
    query: str, review: Review, council: Council, signed_in: SignIn
) -> None:
    shown = chosen(signed_in(council.secretary).get(address(review) + query))
    assert (shown["position"], shown["weight"], shown["member"]) == ("3", "1", "")
    assert [name for name in shown if name.startswith("alternate")] == [
        "alternate_1",
        "alternate_2",
        "alternate_3",
    ]


def test_people_are_chosen_among_the_members_of_this_review(
    review: Review, council: Council, person: Any, administrator: Any, signed_in: SignIn
) -> None:
    person(Role.OBSERVER, name="Olga Observer")
    organisation = register_organisation(
        actor=administrator, slug="health", name={"en": "Ministry of Health"}, group=None
    )
    User.objects.filter(pk=council.people[0][0].pk).update(organisation=organisation)
    page = signed_in(council.secretary).get(address(review))
    tree = html.fromstring(page.content.decode())
    offered = [each.text for each in tree.xpath("//select[@name='seat-member']/option")]
    assert offered == [
        "Nobody",
        *(f"Alternate {place}" for place in range(3)),
        "Member 0, Ministry of Health",
        "Member 1",
        "Member 2",
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weight": "0"}, "Weight: A seat weighs at least 1. Enter a whole number from 1."),
        ({"weight": "2147483648"}, "Weight: Ensure this value is less than or equal to 2147483647"),
        ({"position": "32768"}, "Place: Ensure this value is less than or equal to 32767."),
        ({"position": ""}, "Place: This field is required."),
        ({"member": "stranger"}, "Member: Select a valid choice."),
        ({"institution": str(uuid.UUID(int=1))}, "Institution: Select a valid choice."),
        ({"member": ""}, "Member: Choose a member before you choose alternates."),
        ({"alternate_2": "member"}, "Member: Member 0 is named twice for this seat."),
    ],
)
def test_a_refused_seat_keeps_what_was_typed(
    changes: dict[str, str], sentence: str, review: Review, council: Council, signed_in: SignIn
) -> None:
    member, alternate = (str(user.pk) for user in council.people[0])
    changes = {name: member if value == "member" else value for name, value in changes.items()}
    typed = {
        "position": "9",
        "weight": "5",
        "member": member,
        "alternate_1": "",
        "alternate_2": alternate,
        "alternate_3": "",
        **changes,
    }
    before, size = everything(), Entry.objects.count()

    sent = seat_fields(council.seats[0].institution, **typed)
    page = signed_in(council.secretary).post(address(review), sent)

    assert page.status_code == 400
    assert sentence in words(page, "//*[@data-error-summary]")
    shown = chosen(page)
    kept = {name: value for name, value in typed.items() if value and name not in changes}
    assert {name: shown[name] for name in kept} == kept
    assert (everything(), Entry.objects.count()) == (before, size)


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"slug": "ministry-1"}, 409, "Short name: This review already has an institution with"),
        ({"slug": "minis try"}, 400, "Short name: Enter a valid “slug”"),
        ({"name_en": ""}, 400, "Name (English): This field is required."),
        ({"name_en": "\u0007"}, 400, "Name (English): Give the institution's name in at least one"),
    ],
)
def test_a_refused_institution_keeps_what_was_typed(
    changes: dict[str, str],
    status: int,
    sentence: str,
    review: Review,
    council: Council,
    signed_in: SignIn,
) -> None:
    before = everything()
    sent = institution_fields(name_ka="", name_fr="", **changes)
    sent["institution-slug"] = changes.get("slug", "kept-name")

    page = signed_in(council.secretary).post(address(review), sent)

    assert page.status_code == status
    assert sentence in words(page, "//*[@data-error-summary]")
    tree = html.fromstring(page.content.decode())
    assert tree.xpath("//input[@name='institution-slug']/@value") == [sent["institution-slug"]]
    assert everything() == before


def test_only_the_secretary_finds_the_page(
    review: Review, council: Council, person: Any, signed_in: SignIn
) -> None:
    room = reverse("council:room", args=[review.slug])
    link = f"//main//a[@href='{address(review)}']"
    assert words(signed_in(council.secretary).get(room), link) == "Set the seats"
    before = everything()
    for role in (Role.ADMINISTRATOR, Role.COUNCIL_MEMBER, Role.OBSERVER):
        client = signed_in(person(role))
        assert words(client.get(room), link) == ""
        assert client.get(address(review)).status_code == 404
        assert client.post(address(review), institution_fields()).status_code == 404
    assert everything() == before


@pytest.mark.parametrize("size", [3, 30])
def test_the_page_takes_the_same_queries_with_3_and_30_seats(
    size: int,
    review: Review,
    make_council: Callable[..., Council],
    signed_in: SignIn,
    django_assert_num_queries: Any,
) -> None:
    council = make_council(size)
    client = signed_in(council.secretary)
    client.get(address(review))
    with django_assert_num_queries(9):
        client.get(f"{address(review)}?seat={council.seats[1].pk}")
