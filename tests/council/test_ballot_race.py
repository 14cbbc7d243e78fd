"""Many ballots at the same moment, and ballots against the close, each with its negative control.

On PostgreSQL the control drops the row lock, on SQLite it lets transactions begin deferred; both
show that the tests would see the race if the protection were gone.
"""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError, OperationalError

from consult.accounts.models import User
from consult.core.models import Entry
from consult.council.actions import cast_ballot, close_motion
from consult.council.actions.close_motion import NotDueYet
from consult.council.models import Ballot, Motion
from consult.council.rules.ballot import counting_ballots
from consult.council.rules.errors import MotionClosed
from consult.council.selectors.clock import database_now
from consult.council.selectors.recount import plain_ballots, plain_roll
from tests.council.conftest import Council
from tests.council.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 20
CHOICES = ("approve", "reject", "abstain", "recused")


def voting(council: Council, motion: Motion, number: int) -> Callable[[], Ballot]:
    """Return a job that casts the member's ballot of the first seat under a key of its own."""
    member = User.objects.get(pk=council.people[0][0].pk)
    return lambda: cast_ballot(
        actor=member,
        motion_id=motion.pk,
        seat_id=council.seats[0].pk,
        choice=CHOICES[number % len(CHOICES)],
        reason="",
        key=uuid.uuid4(),
    )


def twenty_at_once(council: Council, motion: Motion) -> list[Any]:
    return at_once([voting(council, motion, number) for number in range(THREADS)])


def ledger_order() -> list[str]:
    """Return the ballots in the order of their ledger entries."""
    entries = Entry.objects.filter(event="ballot.cast.v1").order_by("index")
    return [json.loads(bytes(entry.leaf))["data"]["ballot"] for entry in entries]


def assert_one_strict_order(council: Council, motion: Motion, results: list[Any]) -> None:
    assert {type(result) for result in results} == {Ballot}
    ballots = list(Ballot.objects.order_by("sequence"))
    assert {result.pk for result in results} == {ballot.pk for ballot in ballots}
    assert [ballot.sequence for ballot in ballots] == list(range(1, THREADS + 1))
    assert ledger_order() == [ballot.reference for ballot in ballots]
    assert [ballot.cast_at for ballot in ballots] == sorted(each.cast_at for each in ballots)
    assert Motion.objects.get(pk=motion.pk).ballots_cast == THREADS
    counting = counting_ballots(plain_roll(motion), plain_ballots(motion))
    assert {seat: ballot.ballot for seat, ballot in counting.items()} == {
        council.seats[0].reference: ballots[-1].reference
    }


def test_twenty_ballots_of_one_seat_stand_in_one_strict_order(
    council: Council, motion: Motion
) -> None:
    assert_one_strict_order(council, motion, twenty_at_once(council, motion))


def test_twenty_retries_with_one_key_make_one_ballot(council: Council, motion: Motion) -> None:
    member, key = User.objects.get(pk=council.people[0][0].pk), uuid.uuid4()
    results = at_once(
        [
            lambda: cast_ballot(
                actor=member,
                motion_id=motion.pk,
                seat_id=council.seats[0].pk,
                choice="approve",
                reason="",
                key=key,
            )
        ]
        * THREADS
    )
    (ballot,) = Ballot.objects.all()
    assert {result.pk for result in results} == {ballot.pk}
    assert ledger_order() == [ballot.reference]


@pytest.mark.usefixtures("without_row_locks")
def test_control_without_the_row_lock_ballots_collide(council: Council, motion: Motion) -> None:
    results = twenty_at_once(council, motion)
    lost = [result for result in results if isinstance(result, IntegrityError)]
    assert lost, "Without the lock two ballots take the same place, so this must have failed."
    assert Ballot.objects.count() < THREADS


@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_ballots_are_lost(
    council: Council, motion: Motion
) -> None:
    results = twenty_at_once(council, motion)
    lost = [result for result in results if isinstance(result, OperationalError)]
    assert {str(error) for error in lost} == {"database is locked"}
    assert Ballot.objects.count() == THREADS - len(lost)


def voting_until_closed(
    council: Council, motion: Motion, acknowledged: list[Ballot], number: int
) -> Callable[[], Counter[str]]:
    """Return a job that votes again and again until it is told that voting has closed."""

    def vote() -> Counter[str]:
        answers: Counter[str] = Counter()
        while True:
            try:
                acknowledged.append(voting(council, motion, number)())
            except MotionClosed:
                answers["closed"] += 1
                return answers
            answers["cast"] += 1

    return vote


def closing(motion: Motion) -> Motion:
    """Close the motion as soon as the database's clock allows."""
    while True:
        try:
            return close_motion(actor=None, motion_id=motion.pk)
        except NotDueYet:
            time.sleep(0.005)


def race_with_the_close(council: Council, motion: Motion) -> tuple[list[Any], list[Ballot]]:
    """Vote from several threads across the closing time; return all results and what was cast."""
    acknowledged: list[Ballot] = []
    closes_at = database_now() + timedelta(seconds=1)
    Motion.objects.filter(pk=motion.pk).update(closes_at=closes_at)
    jobs: list[Callable[[], Any]] = [
        voting_until_closed(council, motion, acknowledged, number) for number in range(6)
    ]
    return at_once([*jobs, lambda: closing(motion)]), acknowledged


def test_every_ballot_acknowledged_before_the_close_is_counted_and_none_after(
    council: Council, motion: Motion
) -> None:
    results, acknowledged = race_with_the_close(council, motion)
    assert [type(result) for result in results] == [Counter] * 6 + [Motion]
    assert [result["closed"] for result in results[:-1]] == [1] * 6
    closed = Motion.objects.get(pk=motion.pk)
    ballots = list(Ballot.objects.order_by("sequence"))
    assert {ballot.pk for ballot in acknowledged} == {ballot.pk for ballot in ballots}
    assert closed.ballots_cast == len(ballots) > 0
    assert closed.closed_at is not None
    assert closed.outcome is not None
    assert all(ballot.cast_at < closed.closes_at <= closed.closed_at for ballot in ballots)
    (counted,) = closed.outcome["counting"]
    assert counted["ballot"] == ballots[-1].reference
    last = Entry.objects.order_by("-index").first()
    assert last is not None
    assert last.event == "motion.closed.v1"


@pytest.mark.usefixtures("without_row_locks")
def test_control_without_the_row_lock_a_late_ballot_meets_the_database_alone(
    council: Council, motion: Motion
) -> None:
    """Hold a ballot between the clock and its row while the close counts without it.

    Every check of ours has let it pass by then, and only the trigger refuses it.
    """
    clock_read, counted = threading.Event(), threading.Event()

    def slow_clock() -> Any:
        now = database_now()
        clock_read.set()
        counted.wait(10)
        return now

    def close() -> Motion:
        clock_read.wait(10)
        Motion.objects.filter(pk=motion.pk).update(closes_at=database_now())
        try:
            return close_motion(actor=None, motion_id=motion.pk)
        finally:
            counted.set()

    with patch("consult.council.actions.cast_ballot.database_now", slow_clock):
        ballot, closed = at_once([voting(council, motion, 0), close])
    assert isinstance(ballot, IntegrityError)
    assert "only an open motion takes ballots" in str(ballot)
    assert closed.outcome["counting"] == []
    assert not Ballot.objects.exists()


@pytest.mark.usefixtures("on_postgresql")
def test_a_ballot_that_is_being_cast_makes_the_close_wait(council: Council, motion: Motion) -> None:
    """The same delay as in the control above, with the lock: the close counts the ballot."""
    clock_read = threading.Event()

    def slow_clock() -> Any:
        now = database_now()
        clock_read.set()
        time.sleep(0.5)
        return now

    closes_at = database_now() + timedelta(milliseconds=300)
    Motion.objects.filter(pk=motion.pk).update(closes_at=closes_at)

    def close() -> Motion:
        clock_read.wait(10)
        return closing(motion)

    with patch("consult.council.actions.cast_ballot.database_now", slow_clock):
        ballot, closed = at_once([voting(council, motion, 0), close])
    assert [each["ballot"] for each in closed.outcome["counting"]] == [ballot.reference]
