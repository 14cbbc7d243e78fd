"""Proxies that are given at the same moment: for one seat, in a chain, and at the rules' limit.

On PostgreSQL the controls drop the lock of the review, on SQLite transactions begin deferred.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from consult.accounts.models import User
from consult.core.models import Entry
from consult.council.actions import put_motion
from consult.council.models import Motion, Proxy, RollPerson
from consult.council.rules.errors import ProxiesExceeded
from consult.council.rules.presets import PRESETS
from consult.council.rules.proxy import ProxyChained, ProxyOverlaps
from consult.council.rules.roll import PROXY_RANK
from tests.council.conftest import Council
from tests.council.races import at_once, held, lost, meeting
from tests.council.unlocked import locked_with_keys, unlocked

pytestmark = pytest.mark.django_db(transaction=True)

LOOK = "consult.council.actions.give_proxy.standing_grants"
Give = Callable[..., Proxy]
Giving = Callable[[int, int], Callable[[], Proxy]]


@pytest.fixture
def giving(council: Council, give: Give) -> Giving:
    """Return a maker of jobs: a seat gets the member of another seat as its proxy."""

    def job(seat: int, by_member_of: int) -> Callable[[], Proxy]:
        holder = User.objects.get(pk=council.people[by_member_of][0].pk)
        secretary = User.objects.get(pk=council.secretary.pk)
        return lambda: give(seat, holder, actor=secretary)

    return job


def given() -> int:
    """Return how many proxies there are, of which the ledger knows each."""
    known = Entry.objects.filter(event="council.proxy_given.v1").count()
    assert Proxy.objects.count() == known
    return known


def kinds(results: list[Any]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


@pytest.mark.parametrize(
    ("first", "second", "refusal"),
    [((0, 1), (0, 2), ProxyOverlaps), ((0, 1), (1, 0), ProxyChained)],
    ids=["one seat", "a chain"],
)
def test_of_two_that_exclude_each_other_one_is_given(
    first: tuple[int, int], second: tuple[int, int], refusal: type[Exception], giving: Giving
) -> None:
    results, met = meeting(LOOK, giving(*first), giving(*second))
    assert kinds(results) == [Proxy.__name__, refusal.__name__]
    assert given() == 1
    assert not met


@pytest.mark.parametrize("second", [(0, 2), (1, 0)], ids=["one seat", "a chain"])
@pytest.mark.usefixtures("on_postgresql")
def test_control_without_the_lock_of_the_review_both_are_given(
    second: tuple[int, int], giving: Giving
) -> None:
    with unlocked("Review"):
        results, met = meeting(LOOK, giving(0, 1), giving(*second))
    assert met
    assert kinds(results) == [Proxy.__name__] * 2
    assert given() == 2


@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_one_is_lost(giving: Giving) -> None:
    """The key of the form is written before the rule is asked, so both are let in before that."""
    allowed = "consult.council.actions.give_proxy.require"
    results, met = meeting(allowed, giving(0, 1), giving(0, 2))
    assert met
    assert lost(results, OperationalError) == ["database is locked"]
    assert given() == 1


@pytest.fixture
def putting(motion_arguments: Callable[..., dict[str, Any]]) -> Callable[[], Motion]:
    """Return a job that puts a motion whose rules let nobody represent more than one seat."""
    asked = motion_arguments(rules={**PRESETS["simple_majority"].data, "proxies": 1})
    return lambda: put_motion(**asked)


def represented(motion: Motion) -> int:
    return RollPerson.objects.filter(entry__motion=motion, rank=PROXY_RANK).count()


@pytest.mark.parametrize("round_", range(4))
def test_two_given_at_once_for_one_holder_never_exceed_the_limit_on_a_roll(
    round_: int, giving: Giving, putting: Callable[[], Motion]
) -> None:
    first, second, motion = at_once([giving(0, 2), giving(1, 2), putting])
    assert kinds([first, second]) == [Proxy.__name__] * 2, (first, second, motion)
    if isinstance(motion, Motion):
        assert represented(motion) <= 1
    else:
        assert isinstance(motion, ProxiesExceeded)
        assert not Motion.objects.exists()


def test_a_roll_is_held_to_its_limit_by_the_very_proxies_that_it_freezes(
    giving: Giving, putting: Callable[[], Motion]
) -> None:
    """The second proxy is given while the roll is being frozen, and counts from the next on."""
    giving(0, 2)()
    motion, second = held(
        "consult.council.actions.notice_motion.freeze_roll_step", putting, giving(1, 2)
    )
    assert (type(motion), type(second)) == (Motion, Proxy)
    assert represented(motion) == 1


def given_while_a_motion_is_put(giving: Giving, putting: Callable[[], Motion]) -> list[Any]:
    """Hold the motion when it is in the log and not committed, while a proxy waits for the log."""
    return held("consult.council.actions.notice_motion.tell_roll_step", putting, giving(0, 2))


def test_a_proxy_and_a_motion_never_wait_for_each_other_in_a_circle(
    giving: Giving, putting: Callable[[], Motion]
) -> None:
    results = given_while_a_motion_is_put(giving, putting)
    assert [type(result) for result in results] == [Motion, Proxy]


@pytest.mark.usefixtures("on_postgresql")
def test_control_with_the_key_of_the_review_locked_they_do(
    giving: Giving, putting: Callable[[], Motion]
) -> None:
    """The motion refers to the review, which PostgreSQL checks when the log is held already."""
    with locked_with_keys():
        results = given_while_a_motion_is_put(giving, putting)
    (said,) = lost(results, OperationalError)
    assert "deadlock detected" in said
