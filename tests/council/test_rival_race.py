"""Rival amendments when several things happen to them at the same moment.

On PostgreSQL the controls drop the lock that rivals share, on SQLite transactions begin deferred.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError

from consult.accounts.models import User
from consult.core.journal import record
from consult.core.models import Entry
from consult.council.actions import close_motion, open_motion, void_motion
from consult.council.models import Motion
from tests.council.amendments import (  # noqa: F401
    amendment_arguments,
    kept,
    order,
    water,
)
from tests.council.conftest import Council
from tests.council.races import PATIENCE, at_once, lost, meeting
from tests.council.test_rivals import states
from tests.council.unlocked import unlocked

pytestmark = pytest.mark.django_db(transaction=True)

Order = Callable[..., list[Motion]]
End = Callable[[Motion], Motion]
Say = Callable[[Motion, str], None]


@pytest.fixture
def rejected(
    order: Order,  # noqa: F811
    all_say: Say,
    let_voting_end: End,
) -> list[Motion]:
    """Return three rivals of which all seats have rejected the first, whose time is over."""
    rivals = order()
    all_say(rivals[0], "reject")
    let_voting_end(rivals[0])
    return rivals


def called() -> int:
    return Entry.objects.filter(event="amendment.called.v1").count()


def closing(motion: Motion) -> Callable[[], Motion]:
    return lambda: close_motion(actor=None, motion_id=motion.pk)


def voiding(council: Council, motion: Motion) -> Callable[[], Motion]:
    secretary = User.objects.get(pk=council.secretary.pk)
    return lambda: void_motion(actor=secretary, motion_id=motion.pk, reason="Withdrawn.")


def test_many_closes_and_openings_call_the_next_once(
    rejected: list[Motion],
) -> None:
    first, second, third = rejected
    # The time announced for the second has come too, as when the worker slept.
    Motion.objects.filter(pk__in=[second.pk, third.pk]).update(opens_at=first.opens_at)
    jobs = [closing(first)] * 3
    opening = [lambda motion=motion: open_motion(motion_id=motion.pk) for motion in (second, third)]
    results = at_once([*jobs, *opening, *opening])
    assert {type(result) for result in results} == {Motion}
    assert states() == ["closed", "open", "noticed"]
    assert called() == 1


def test_a_close_and_a_withdrawal_of_the_next_lead_to_the_third(
    rejected: list[Motion], council: Council
) -> None:
    first, second, third = rejected
    results = at_once([closing(first), voiding(council, second)])
    assert {type(result) for result in results} == {Motion}
    assert states() == ["closed", "void", "noticed"]
    third.refresh_from_db()
    assert not third.waits


def test_an_adoption_and_a_withdrawal_leave_nothing_to_vote_on(
    order: Order,  # noqa: F811
    council: Council,
    all_say: Say,
    let_voting_end: End,
) -> None:
    first, second, third = order()
    all_say(first, "approve")
    let_voting_end(first)
    results = at_once([closing(first), voiding(council, second), voiding(council, third)])
    assert {type(result) for result in results} == {Motion}
    assert states() == ["closed", "void", "void"]
    assert called() == 0
    events = Entry.objects.filter(event="motion.voided.v1").values_list("subject", flat=True)
    assert sorted(events) == sorted([second.reference, third.reference])


BALLOTS = "consult.council.actions.close_motion.plain_ballots"


def closes(motion: Motion) -> int:
    return Entry.objects.filter(subject=motion.reference, event="motion.closed.v1").count()


def test_two_that_close_one_rival_at_once_close_it_once(
    rejected: list[Motion],
) -> None:
    first = rejected[0]
    results, met = meeting(BALLOTS, closing(first), closing(first))
    assert [type(result) for result in results] == [Motion, Motion]
    assert (closes(first), called(), states()) == (1, 1, ["closed", "noticed", "noticed"])
    assert not met


@pytest.mark.usefixtures("on_postgresql")
def test_control_without_the_lock_of_the_rivals_one_is_closed_twice(
    rejected: list[Motion],
) -> None:
    first = rejected[0]
    with unlocked("Motion"):
        results, met = meeting(BALLOTS, closing(first), closing(first))
    assert met
    assert [type(result) for result in results] == [Motion, Motion]
    assert closes(first) == 2


@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_one_close_is_lost(
    rejected: list[Motion],
) -> None:
    first = rejected[0]
    results, met = meeting(BALLOTS, closing(first), closing(first))
    assert met
    assert lost(results, OperationalError) == ["database is locked"]
    assert (closes(first), called()) == (1, 1)


def closing_into_a_void(council: Council, rivals: list[Motion]) -> list[Any]:
    """Let one close enter the log first, while somebody voids the next and waits for the log."""
    voided, entered = threading.Event(), threading.Event()

    def in_turn(log: Any, event: str, **about: Any) -> Any:
        if event == "motion.voided.v1":
            voided.set()
            entered.wait(PATIENCE)
            return record(log, event, **about)
        voided.wait(PATIENCE)
        entry = record(log, event, **about)
        entered.set()
        return entry

    with patch("consult.council.actions.journal_motion.record", in_turn):
        return at_once([closing(rivals[0]), voiding(council, rivals[1])])


def test_a_close_and_a_void_of_the_next_have_one_order(
    rejected: list[Motion], council: Council
) -> None:
    results = closing_into_a_void(council, rejected)
    assert [type(result) for result in results] == [Motion, Motion]
    assert states() == ["closed", "void", "noticed"]
    assert [each.waits for each in Motion.objects.filter(pk=rejected[2].pk)] == [False]


@pytest.mark.usefixtures("on_postgresql")
def test_control_without_the_lock_of_the_rivals_they_wait_for_each_other(
    rejected: list[Motion], council: Council
) -> None:
    """One holds the log and wants the next rival, the other holds that and wants the log."""
    with unlocked("Motion"):
        results = closing_into_a_void(council, rejected)
    (said,) = lost(results, OperationalError)
    assert "deadlock detected" in said
