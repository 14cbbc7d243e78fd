"""Two proxies of one seat in a live session: one on a frozen roll, and the one who holds now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consult.council.actions import withdraw_proxy
from consult.council.models import Sitting
from consult.council.rules.sitting import SeatHereItself
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


def test_of_two_proxies_each_speaks_for_the_motions_that_know_it(
    council: Council,
    sitting: Sitting,
    says: Says,
    give: Give,
    move: Move,
    put_live: PutLive,
    review: Review,
    water: Water,  # noqa: F811
) -> None:
    """The first stands on a frozen roll and was withdrawn since; the second holds now."""
    first, second = council.people[1][0], council.people[2][0]
    old = give(0, first)
    put_live(sitting, versions=[water.version])
    withdraw_proxy(actor=council.secretary, proxy_id=old.pk)
    new = give(0, second)
    motion = put_live(sitting, versions=[water.version])
    for holder in (first, second, second):
        says(holder, 0)
    with pytest.raises(SeatHereItself):
        says(first, 0, joined=False)
    assert recorded(sitting) == [(True, old.pk, first.pk), (True, new.pk, second.pk)]
    assert [proxy for _actor, _joined, proxy in entered()] == [first.reference, second.reference]
    move(sitting, "start", "next", "next")
    assert frozen(opened(council, sitting, motion)) == [True, False, False]
    says(second, 0, joined=False)
    assert recorded(sitting)[2:] == [(False, None, second.pk)]
    assert found_wrong(review) == []


def test_the_page_offers_each_proxy_what_it_may_say(
    council: Council,
    sitting: Sitting,
    says: Says,
    give: Give,
    put_live: PutLive,
    signed_in: Callable[[Any], Client],
) -> None:
    first, second = council.people[1][0], council.people[2][0]
    old = give(0, first)
    put_live(sitting)
    withdraw_proxy(actor=council.secretary, proxy_id=old.pk)
    give(0, second)
    says(first, 0)
    page = reverse("council:sitting", args=[sitting.pk])
    leaving, coming = "I am leaving (Ministry 0)", "I am here (Ministry 0)"
    assert leaving in words(signed_in(first).get(page))
    shown = words(signed_in(second).get(page))
    assert coming in shown
    assert leaving not in shown
    says(second, 0)
    assert leaving in words(signed_in(second).get(page))
    assert coming in words(signed_in(first).get(page))
