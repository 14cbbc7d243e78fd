"""Alternates against the member: whatever the order, every ballot is kept and the member's counts.

On PostgreSQL the control drops the row lock, on SQLite it lets transactions begin deferred.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError, OperationalError

from consult.accounts.models import User
from consult.council.actions import cast_ballot
from consult.council.models import Ballot, Motion
from consult.council.selectors.clock import database_now
from tests.council.conftest import Council
from tests.council.races import at_once
from tests.council.test_ballot_race import closing, ledger_order

pytestmark = pytest.mark.django_db(transaction=True)

MEMBER, ALTERNATE = 0, 1
EACH = 6


def voting(council: Council, motion: Motion, rank: int) -> Callable[[], Ballot]:
    """Return a job in which one of the first seat's people votes: the member yes, the other no."""
    caster = User.objects.get(pk=council.people[0][rank].pk)
    return lambda: cast_ballot(
        actor=caster,
        motion_id=motion.pk,
        seat_id=council.seats[0].pk,
        choice="approve" if rank == MEMBER else "reject",
        reason="",
        key=uuid.uuid4(),
    )


def counted(motion: Motion) -> Any:
    """Close the motion and return the ballot that counted for its one voting seat."""
    Motion.objects.filter(pk=motion.pk).update(closes_at=database_now() + timedelta(seconds=0.1))
    closed = closing(motion)
    assert closed.outcome is not None
    (counting,) = closed.outcome["counting"]
    return next(each for each in Ballot.objects.all() if each.reference == counting["ballot"])


@pytest.mark.parametrize("order", [(MEMBER, ALTERNATE), (ALTERNATE, MEMBER)])
def test_the_member_counts_in_either_order(
    order: tuple[int, int], council: Council, motion: Motion
) -> None:
    cast = [voting(council, motion, rank)() for rank in order]
    kept = list(Ballot.objects.order_by("sequence"))
    assert [ballot.pk for ballot in kept] == [ballot.pk for ballot in cast]
    assert counted(motion).caster == council.people[0][MEMBER]


def test_of_many_at_once_all_are_kept_and_the_members_last_counts(
    council: Council, motion: Motion
) -> None:
    jobs = [voting(council, motion, rank) for rank in (MEMBER, ALTERNATE) * EACH]
    results = at_once(jobs)
    assert {type(result) for result in results} == {Ballot}
    kept = list(Ballot.objects.order_by("sequence"))
    assert {result.pk for result in results} == {ballot.pk for ballot in kept}
    assert [ballot.sequence for ballot in kept] == list(range(1, 2 * EACH + 1))
    assert ledger_order() == [ballot.reference for ballot in kept]
    assert counted(motion) == [ballot for ballot in kept if ballot.rank == MEMBER][-1]


def meeting(council: Council, motion: Motion) -> list[Any]:
    """Let the member and the alternate both read the clock before either may write, if they can."""
    both = threading.Barrier(2)

    def clock() -> Any:
        try:
            both.wait(2)
        except threading.BrokenBarrierError:
            both.abort()
        return database_now()

    with patch("consult.council.actions.cast_ballot.database_now", clock):
        return at_once([voting(council, motion, rank) for rank in (MEMBER, ALTERNATE)])


def test_two_that_would_meet_wait_for_each_other(council: Council, motion: Motion) -> None:
    """The lock lets only one of them read the clock, so the barrier is given up, and both count."""
    results = meeting(council, motion)
    assert [type(result) for result in results] == [Ballot, Ballot]
    assert sorted(Ballot.objects.values_list("sequence", flat=True)) == [1, 2]
    assert counted(motion) == results[MEMBER]


@pytest.mark.usefixtures("without_row_locks")
def test_control_without_the_row_lock_one_of_them_is_lost(council: Council, motion: Motion) -> None:
    results = meeting(council, motion)
    lost = [result for result in results if isinstance(result, IntegrityError)]
    assert (len(lost), Ballot.objects.count()) == (1, 1)


@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_one_of_them_is_lost(
    council: Council, motion: Motion
) -> None:
    results = meeting(council, motion)
    lost = [result for result in results if isinstance(result, OperationalError)]
    assert {str(error) for error in lost} == {"database is locked"}
    assert Ballot.objects.count() == 2 - len(lost)
