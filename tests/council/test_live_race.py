"""Presence against the opening of a live vote, ballots against its early end, and their controls.

On PostgreSQL the control drops the row lock, on SQLite it lets transactions begin deferred.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError

from consult.accounts.models import User
from consult.core.models import Entry
from consult.council.actions import (
    cast_ballot,
    close_motion,
    extend_motion,
    open_in_session,
    record_presence,
)
from consult.council.models import Ballot, Extension, Motion, RollEntry, Sitting
from consult.council.rules.errors import MotionClosed
from consult.council.rules.live import NotOpenedByChair
from consult.council.rules.time_errors import ExtensionTooLate
from tests.council.conftest import Council
from tests.council.races import at_once, held

pytestmark = pytest.mark.django_db(transaction=True)


def presence(
    council: Council, motion: Motion, seat: int, *, joined: bool = True
) -> Callable[[], Sitting]:
    secretary = User.objects.get(pk=council.secretary.pk)
    return lambda: record_presence(
        actor=secretary,
        sitting_id=motion.sitting_id,
        seat_id=council.seats[seat].pk,
        joined=joined,
    )


def opening(council: Council, motion: Motion) -> Callable[[], Motion]:
    secretary = User.objects.get(pk=council.secretary.pk)
    return lambda: open_in_session(
        actor=secretary, sitting_id=motion.sitting_id, motion_id=motion.pk
    )


def voting(council: Council, motion: Motion, seat: int) -> Callable[[], Ballot]:
    member = User.objects.get(pk=council.people[seat][0].pk)
    return lambda: cast_ballot(
        actor=member,
        motion_id=motion.pk,
        seat_id=council.seats[seat].pk,
        choice="approve",
        reason="",
        key=uuid.uuid4(),
    )


def ending(council: Council, motion: Motion) -> Callable[[], Motion]:
    secretary = User.objects.get(pk=council.secretary.pk)
    return lambda: close_motion(actor=secretary, motion_id=motion.pk, early=True, despite=True)


def entered() -> list[dict[str, Any]]:
    found = Entry.objects.filter(event__in=("session.presence.v1", "motion.opened_live.v1"))
    leaves = (json.loads(bytes(entry.leaf)) for entry in found.order_by("index"))
    return [{"event": leaf["event"], **leaf["data"]} for leaf in leaves]


def seen_before_the_opening() -> set[str]:
    """Return who the ledger says was there when it says that the vote was opened."""
    here: set[str] = set()
    for leaf in entered():
        if leaf["event"] == "motion.opened_live.v1":
            return here
        (here.add if leaf["joined"] else here.discard)(leaf["seat"])
    raise AssertionError("The vote was never opened.")


def frozen(motion: Motion) -> set[str]:
    return {each.seat_reference for each in RollEntry.objects.filter(motion=motion, present=True)}


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.03])
def test_presence_counts_before_the_opening_or_after_it_and_never_in_between(
    delay: float, council: Council, at_hand: Motion
) -> None:
    def late() -> Motion:
        time.sleep(delay)
        return opening(council, at_hand)()

    results = at_once(
        [
            late,
            opening(council, at_hand),
            presence(council, at_hand, 2),
            presence(council, at_hand, 1, joined=False),
        ]
    )
    assert [type(each) for each in results] == [Motion, Motion, Sitting, Sitting]
    assert len({each.opens_at for each in results[:2]}) == 1
    (opened,) = [each for each in entered() if each["event"] == "motion.opened_live.v1"]
    assert frozen(at_hand) == set(opened["present"]) == seen_before_the_opening()


def _leaving_meanwhile(council: Council, motion: Motion) -> list[Any]:
    """Hold the opening between looking who is there and writing it, while a seat leaves."""
    look = "consult.council.actions.open_in_session.seats_present"
    return held(look, opening(council, motion), presence(council, motion, 1, joined=False))


def test_a_seat_that_leaves_waits_for_the_opening(council: Council, at_hand: Motion) -> None:
    results = _leaving_meanwhile(council, at_hand)
    assert [type(each) for each in results] == [Motion, Sitting]
    assert frozen(at_hand) == seen_before_the_opening()
    assert len(frozen(at_hand)) == 2


@pytest.mark.usefixtures("without_row_locks")
def test_control_without_the_row_lock_a_seat_that_had_left_is_frozen(
    council: Council, at_hand: Motion
) -> None:
    results = _leaving_meanwhile(council, at_hand)
    assert [type(each) for each in results] == [Motion, Sitting]
    assert frozen(at_hand) != seen_before_the_opening()


@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_the_opening_finds_out_when_it_writes(
    council: Council, at_hand: Motion
) -> None:
    opened, left = _leaving_meanwhile(council, at_hand)
    assert isinstance(left, Sitting)
    assert isinstance(opened, OperationalError)
    assert str(opened) == "database is locked"


def test_a_ballot_against_the_opening_waits_or_is_refused(
    council: Council, at_hand: Motion
) -> None:
    cast, opened = at_once([voting(council, at_hand, 0), opening(council, at_hand)])
    assert isinstance(opened, Motion)
    if isinstance(cast, Ballot):
        assert cast.cast_at >= opened.opens_at
    else:
        assert isinstance(cast, NotOpenedByChair)
        assert not Ballot.objects.exists()


@pytest.mark.parametrize("round_", range(4))
def test_a_ballot_against_the_early_end_is_counted_or_refused(
    round_: int, council: Council, at_hand: Motion
) -> None:
    opening(council, at_hand)()
    results = at_once(
        [voting(council, at_hand, 0), ending(council, at_hand), voting(council, at_hand, 1)]
    )
    kept = {each.reference for each in results if isinstance(each, Ballot)}
    assert {type(each) for each in results} <= {Ballot, Motion, MotionClosed}
    closed = Motion.objects.get(pk=at_hand.pk)
    assert closed.outcome is not None
    assert {each["ballot"] for each in closed.outcome["counting"]} == kept
    assert kept == {each.reference for each in Ballot.objects.all()}


def test_an_extension_against_the_early_end_happens_before_it_or_not_at_all(
    council: Council, at_hand: Motion
) -> None:
    opened = opening(council, at_hand)()
    secretary = User.objects.get(pk=council.secretary.pk)

    def extend() -> Extension:
        return extend_motion(
            actor=secretary,
            motion_id=at_hand.pk,
            closes_at=opened.closes_at + timedelta(minutes=2),
            reason="One line is bad.",
            key=uuid.uuid4(),
        )

    extended, closed = at_once([extend, ending(council, at_hand)])
    assert isinstance(closed, Motion)
    found = Motion.objects.get(pk=at_hand.pk)
    assert found.state == "closed"
    if isinstance(extended, Extension):
        assert found.closes_at == extended.after
    else:
        assert isinstance(extended, ExtensionTooLate)
        assert not Extension.objects.exists()
