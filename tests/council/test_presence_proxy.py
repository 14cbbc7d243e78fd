"""A proxy says in a live session that the seat it represents is here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consult.council.actions import (
    cast_ballot,
    close_motion,
    set_seat,
    withdraw_proxy,
)
from consult.council.actions.record_presence import NotYourSeat
from consult.council.models import Presence, Sitting
from consult.council.rules.live import NobodyPresent
from consult.council.rules.sitting import SeatHereItself, presence_changes
from consult.council.selectors.clock import database_now
from consult.reviews.models import Review
from tests.council.amendments import Water, water  # noqa: F401
from tests.council.conftest import Council
from tests.council.pages import words
from tests.council.presence import (
    Give,
    Move,
    PutLive,
    Says,
    entered,
    frozen,
    opened,
    recorded,
)
from tests.council.verified import found_wrong

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("here", "by_proxy", "by_same", "joined", "as_proxy", "changes"),
    [
        (False, False, False, True, False, True),
        (False, False, False, True, True, True),
        (True, False, False, True, False, False),
        (True, False, False, True, True, False),
        (True, True, False, True, False, True),
        (True, True, True, True, True, False),
        (True, True, False, True, True, True),
        (False, False, False, False, False, False),
        (False, False, False, False, True, False),
        (True, False, False, False, False, True),
        (True, True, False, False, False, True),
        (True, True, True, False, True, True),
    ],
)
def test_what_is_said_is_recorded_where_it_changes_something(
    here: bool, by_proxy: bool, by_same: bool, joined: bool, as_proxy: bool, changes: bool
) -> None:
    recorded_so = {"here": here, "by_proxy": by_proxy, "by_same": by_same}
    assert presence_changes(**recorded_so, joined=joined, as_proxy=as_proxy) is changes


def test_the_proxy_comes_and_goes_and_the_ledger_names_it(
    council: Council, sitting: Sitting, says: Says, give: Give
) -> None:
    holder = council.people[1][0]
    proxy = give(0, holder)
    for joined in (True, True, False, False):
        says(holder, 0, joined=joined)
    assert recorded(sitting) == [(True, proxy.pk, holder.pk), (False, None, holder.pk)]
    name = holder.reference
    assert entered() == [(name, True, name), (name, False, None)]


def test_only_a_proxy_that_holds_speaks(
    council: Council, sitting: Sitting, says: Says, give: Give
) -> None:
    holder, other = council.people[1]
    now = database_now()
    give(0, holder, since=now - timedelta(hours=2), until=now - timedelta(hours=1))
    give(0, holder, since=now + timedelta(hours=1))
    withdraw_proxy(actor=council.secretary, proxy_id=give(2, holder).pk)
    for actor, seat in ((holder, 0), (holder, 2), (other, 0)):
        with pytest.raises(NotYourSeat):
            says(actor, seat)
    assert recorded(sitting) == []
    assert entered() == []


def test_nobody_represents_a_seat_that_has_become_vacant(
    council: Council, sitting: Sitting, says: Says, give: Give, review: Review
) -> None:
    holder = council.people[1][0]
    give(0, holder)
    seat = council.seats[0]
    set_seat(
        actor=council.secretary,
        review=review,
        institution=seat.institution,
        position=seat.position,
        weight=1,
        people=[],
    )
    with pytest.raises(NotYourSeat):
        says(holder, 0)


def test_the_seats_own_people_go_before_its_proxy(
    council: Council, sitting: Sitting, says: Says, give: Give
) -> None:
    member, holder = council.people[0][0], council.people[1][0]
    proxy = give(0, holder)
    says(holder, 0)
    says(member, 0)
    says(holder, 0)
    with pytest.raises(SeatHereItself):
        says(holder, 0, joined=False)
    says(member, 0, joined=False)
    says(holder, 0)
    assert recorded(sitting) == [
        (True, proxy.pk, holder.pk),
        (True, None, member.pk),
        (False, None, member.pk),
        (True, proxy.pk, holder.pk),
    ]


def test_a_seat_is_there_for_the_motions_whose_roll_knows_its_proxy(
    council: Council,
    sitting: Sitting,
    says: Says,
    give: Give,
    move: Move,
    put_live: PutLive,
    review: Review,
    water: Water,  # noqa: F811
) -> None:
    """The second motion allows no proxies, so nobody in the room could vote for the first seat."""
    holder = council.people[1][0]
    give(0, holder)
    known, unknown = (
        put_live(sitting, versions=[water.version], rules=rules) for rules in ({}, {"proxies": 0})
    )
    move(sitting, "start", "next")
    says(holder, 0)
    assert frozen(opened(council, sitting, known)) == [True, False, False]
    ballot = cast_ballot(
        actor=holder,
        motion_id=known.pk,
        seat_id=council.seats[0].pk,
        choice="approve",
        reason="The minister travels.",
        key=known.pk,
    )
    assert ballot.rank == 100
    close_motion(actor=council.secretary, motion_id=known.pk, early=True)
    move(sitting, "next")
    with pytest.raises(NobodyPresent):
        opened(council, sitting, unknown)
    says(holder, 1)
    assert frozen(opened(council, sitting, unknown)) == [False, True, False]
    assert found_wrong(review) == []


def test_the_frozen_roll_keeps_a_proxy_that_was_withdrawn_since(
    council: Council, sitting: Sitting, says: Says, give: Give, move: Move, put_live: PutLive
) -> None:
    holder = council.people[1][0]
    proxy = give(0, holder)
    motion = put_live(sitting)
    withdraw_proxy(actor=council.secretary, proxy_id=proxy.pk)
    says(holder, 0)
    move(sitting, "start", "next")
    assert frozen(opened(council, sitting, motion)) == [True, False, False]


def test_who_comes_as_proxy_after_the_roll_was_frozen_is_not_there_for_it(
    council: Council, sitting: Sitting, says: Says, give: Give, move: Move, put_live: PutLive
) -> None:
    motion = put_live(sitting)
    give(0, council.people[1][0])
    says(council.people[1][0], 0)
    says(council.people[2][0], 2)
    move(sitting, "start", "next")
    assert frozen(opened(council, sitting, motion)) == [False, False, True]


def test_the_database_lets_a_proxy_speak_for_its_own_seat_alone(
    council: Council, sitting: Sitting, give: Give
) -> None:
    proxy = give(0, council.people[1][0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(
            sitting=sitting, seat=council.seats[1], joined=True, proxy=proxy, at=database_now()
        )
    made = Presence.objects.create(
        sitting=sitting, seat=council.seats[0], joined=True, proxy=proxy, at=database_now()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.filter(pk=made.pk).update(proxy=None)


def test_the_page_offers_it_without_a_script(
    council: Council, sitting: Sitting, give: Give, signed_in: Callable[[Any], Client]
) -> None:
    holder = council.people[1][0]
    give(0, holder)
    proxy, member = signed_in(holder), signed_in(council.people[0][0])
    other, secretary = signed_in(council.people[2][0]), signed_in(council.secretary)
    page, presence = (
        reverse(f"council:{name}", args=[sitting.pk]) for name in ("sitting", "presence")
    )
    here = {"seat": council.seats[0].pk, "joined": "yes"}
    assert "Ministry 0 Not present I am here (Ministry 0)" in words(proxy.get(page))
    assert other.post(presence, here).status_code == 403
    assert proxy.post(presence, here).status_code == 302
    shown = words(proxy.get(page))
    assert "through its proxy, Member 1 I am leaving (Ministry 0)" in shown
    assert "Seats present: 1 of 3" in shown
    assert "through its proxy, Member 1 I am here (Ministry 0)" in words(member.get(page))
    assert "through its proxy, Member 1 Has left (Ministry 0)" in words(secretary.get(page))
    assert "Ministry 0)" not in words(other.get(page))
    assert member.post(presence, here).status_code == 302
    assert "Ministry 0)" not in words(proxy.get(page))
    left = proxy.post(presence, {**here, "joined": "no"})
    assert left.status_code == 409
    assert "Somebody of this seat, or its other proxy, is here" in words(left)
