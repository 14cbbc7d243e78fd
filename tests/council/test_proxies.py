"""Proxies: given, withdrawn, put on the roll, and cast with a reason."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consult.accounts.rules.roles import Role
from consult.core.errors import KeyReused, NotPermitted, NotThere
from consult.core.models import Entry
from consult.council.actions import give_proxy, put_motion, set_seat, withdraw_proxy
from consult.council.actions.check_reason import ProxyReasonMissing
from consult.council.actions.give_proxy import HolderNotMember
from consult.council.models import Ballot, Motion, Proxy, RollPerson
from consult.council.rules.errors import ProxiesExceeded
from consult.council.rules.presets import PRESETS
from consult.council.rules.proxy import (
    Grant,
    ProxyChained,
    ProxyEndsFirst,
    ProxyOnOwnSeat,
    ProxyOverlaps,
    ProxyWithoutMember,
    require_grant,
)
from consult.council.rules.roll import PROXY_RANK
from consult.council.selectors.clock import database_now
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import words

NINE, TEN, ELEVEN = (datetime(2030, 3, 1, hour, tzinfo=UTC) for hour in (9, 10, 11))


def grant(**changes: Any) -> Grant:
    return replace(Grant("a", "ana", "ben", NINE, TEN), **changes)


def test_a_proxy_that_is_over_makes_room_for_the_next() -> None:
    require_grant(grant(), ["ana"], [grant(since=TEN, until=None), grant(seat="c", giver="cai")])


@pytest.mark.parametrize(
    ("given", "people", "others", "refusal"),
    [
        (grant(), [], [], ProxyWithoutMember),
        (grant(), ["ana", "ben"], [], ProxyOnOwnSeat),
        (grant(until=NINE), ["ana"], [], ProxyEndsFirst),
        (grant(), ["ana"], [grant(holder="cai")], ProxyOverlaps),
        (grant(until=None), ["ana"], [grant(holder="cai", since=TEN, until=ELEVEN)], ProxyOverlaps),
        (grant(), ["ana"], [grant(seat="b", giver="ben", holder="cai")], ProxyChained),
        (grant(), ["ana"], [grant(seat="c", giver="cai", holder="ana")], ProxyChained),
    ],
)
def test_what_a_proxy_may_not_be(
    given: Grant, people: list[str], others: list[Grant], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        require_grant(given, people, others)


def proxies_on(motion: Motion) -> list[Any]:
    found = RollPerson.objects.filter(entry__motion=motion, rank=PROXY_RANK)
    return list(found.order_by("entry__position").values_list("entry__seat", "user"))


@pytest.mark.django_db
def test_giving_and_withdrawing_are_journalled_once(
    council: Council, give: Callable[..., Proxy]
) -> None:
    holder, key, since = council.people[1][0], uuid.uuid4(), NINE
    proxy = give(0, holder, key=key, since=since, until=TEN)
    assert give(0, holder, key=key, since=since, until=TEN) == proxy
    with pytest.raises(KeyReused):
        give(0, holder, key=key, since=since, until=ELEVEN)
    first = withdraw_proxy(actor=council.secretary, proxy_id=proxy.pk)
    assert (
        withdraw_proxy(actor=council.secretary, proxy_id=proxy.pk).withdrawn_at
        == first.withdrawn_at
    )

    leaves = [
        json.loads(bytes(each.leaf)) for each in Entry.objects.filter(subject=proxy.reference)
    ]
    assert [leaf["event"] for leaf in leaves] == [
        "council.proxy_given.v1",
        "council.proxy_withdrawn.v1",
    ]
    assert leaves[0]["data"]["holder"] == holder.reference
    assert leaves[0]["data"]["giver"] == council.people[0][0].reference


@pytest.mark.django_db
def test_who_may_give_a_proxy_and_to_whom(
    review: Review, council: Council, give: Callable[..., Proxy], person: Any
) -> None:
    member = council.people[1][0]
    with pytest.raises(NotPermitted):
        give(0, member, actor=member)
    with pytest.raises(HolderNotMember):
        give(0, person(Role.OBSERVER))
    with pytest.raises(NotThere):
        give(0, member, seat_id=uuid.uuid4())
    proxy = give(0, member)
    with pytest.raises(NotThere):
        withdraw_proxy(actor=member, proxy_id=proxy.pk)
    with pytest.raises(ProxyChained):
        give(1, council.people[2][0])


@pytest.mark.django_db
def test_the_database_keeps_one_proxy_at_a_time_and_lets_none_be_rewritten(
    council: Council, give: Callable[..., Proxy]
) -> None:
    proxy = give(0, council.people[1][0])
    again = {"seat_id": proxy.seat_id, "holder": council.people[2][0], "given_at": proxy.given_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        Proxy.objects.create(since=proxy.since + timedelta(days=9), **again)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proxy.objects.filter(pk=proxy.pk).update(holder=council.people[2][0])
    withdraw_proxy(actor=council.secretary, proxy_id=proxy.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proxy.objects.filter(pk=proxy.pk).update(withdrawn_at=None)
    Proxy.objects.create(since=proxy.since + timedelta(days=9), **again)


@pytest.mark.django_db
def test_the_roll_takes_the_proxies_that_hold_at_the_opening(
    council: Council,
    give: Callable[..., Proxy],
    motion_arguments: Callable[..., dict[str, Any]],
) -> None:
    now = database_now()
    holder = council.people[2][0]
    give(0, holder)
    give(1, council.people[2][1], since=now + timedelta(days=1))
    arguments = motion_arguments()
    motion = put_motion(**arguments)
    assert proxies_on(motion) == [(council.seats[0].pk, holder.pk)]
    # A frozen roll stays.
    for proxy in Proxy.objects.all():
        withdraw_proxy(actor=council.secretary, proxy_id=proxy.pk)
    assert len(proxies_on(motion)) == 1
    assert proxies_on(put_motion(**{**arguments, "key": uuid.uuid4()})) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("limit", "held"), [(0, 0), (1, None), (2, 2), (None, 2)])
def test_the_rules_limit_how_many_proxies_one_person_holds(
    limit: int | None,
    held: int | None,
    council: Council,
    give: Callable[..., Proxy],
    motion_arguments: Callable[..., dict[str, Any]],
) -> None:
    give(0, council.people[2][0])
    give(1, council.people[2][0])
    rules = {**PRESETS["simple_majority"].data}
    arguments = motion_arguments(rules=rules if limit is None else {**rules, "proxies": limit})
    if held is None:
        with pytest.raises(ProxiesExceeded, match="Member 2 is the proxy of 2 seats"):
            put_motion(**arguments)
        assert not Motion.objects.exists()
        return
    assert len(proxies_on(put_motion(**arguments))) == held


@pytest.mark.django_db
def test_whoever_came_to_sit_on_the_seat_is_no_proxy_of_it(
    review: Review,
    council: Council,
    give: Callable[..., Proxy],
    motion_arguments: Callable[..., dict[str, Any]],
) -> None:
    give(0, council.people[2][0])
    set_seat(
        actor=council.secretary,
        review=review,
        institution=council.seats[0].institution,
        position=0,
        weight=1,
        people=[council.people[0][0], council.people[2][0]],
    )
    assert proxies_on(put_motion(**motion_arguments())) == []


@pytest.mark.django_db
def test_a_proxy_votes_with_a_reason_and_yields_to_the_member(
    council: Council,
    give: Callable[..., Proxy],
    motion_arguments: Callable[..., dict[str, Any]],
    say: Callable[..., Ballot],
) -> None:
    from consult.council.actions import cast_ballot
    from consult.council.rules.ballot import counting_ballots
    from consult.council.selectors.recount import plain_ballots, plain_roll

    holder = council.people[2][0]
    give(0, holder)
    motion = put_motion(**motion_arguments())
    cast = {
        "actor": holder,
        "motion_id": motion.pk,
        "seat_id": council.seats[0].pk,
        "choice": "approve",
    }
    with pytest.raises(ProxyReasonMissing):
        cast_ballot(**cast, reason=" ", key=uuid.uuid4())
    say(motion, 0, "reject")
    ballot = cast_ballot(**cast, reason="The minister travels.", key=uuid.uuid4())
    assert ballot.rank == PROXY_RANK
    counting = counting_ballots(plain_roll(motion), plain_ballots(motion))
    assert [str(each.choice) for each in counting.values()] == ["reject"]


@pytest.mark.django_db
def test_the_page_gives_and_withdraws(
    review: Review, council: Council, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(council.secretary)
    address = reverse("council:proxies", args=[review.slug])
    assert "No seat has a proxy yet." in words(client.get(address))
    holder = council.people[1][0]
    sent = {
        "key": str(uuid.uuid4()),
        "seat": str(council.seats[0].pk),
        "holder": str(holder.pk),
        "since": "2026-01-01T09:00",
        "until": "",
    }
    page = client.post(address, sent, follow=True)
    assert "Member 1 is now the proxy of Ministry 0" in words(page, "//body")
    assert "Holds now" in words(page)
    room = words(client.get(reverse("council:room", args=[review.slug])))
    assert "Member 1 proxy" in room

    refused = client.post(address, {**sent, "key": str(uuid.uuid4())})
    assert refused.status_code == 409
    assert "Another proxy of this seat holds in that time." in words(refused)

    proxy = Proxy.objects.get()
    gone = client.post(reverse("council:withdraw_proxy", args=[proxy.pk]), follow=True)
    assert "Withdrawn" in words(gone)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [3, 30])
def test_the_page_takes_the_same_queries_with_3_and_30_proxies(
    size: int,
    review: Review,
    make_council: Callable[..., Council],
    signed_in: Callable[[Any], Client],
    person: Any,
    django_assert_num_queries: Any,
) -> None:
    council = make_council(size)
    holder = person(Role.COUNCIL_MEMBER)
    for seat in council.seats:
        give_proxy(
            actor=council.secretary,
            review=review,
            seat_id=seat.pk,
            holder=holder,
            since=NINE,
            until=None,
            key=uuid.uuid4(),
        )
    client = signed_in(council.secretary)
    address = reverse("council:proxies", args=[review.slug])
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)
