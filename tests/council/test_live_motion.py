"""A motion of a live session: opened by its chair, for the seats that are present then."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry
from consult.council.actions import (
    cast_ballot,
    close_motion,
    extend_motion,
    move_sitting,
    open_in_session,
    open_motion,
    record_presence,
)
from consult.council.actions.close_motion import NotDueYet
from consult.council.models import AgendaItem, Ballot, Motion, RollEntry, Sitting
from consult.council.rules.errors import NotPresent
from consult.council.rules.live import (
    MotionNotAtHand,
    NobodyPresent,
    NotOpenedByChair,
    SeatsStillVoting,
    SessionNotRunning,
    VotingStillOpen,
)
from consult.council.selectors.clock import database_now
from consult.council.selectors.due import due_motions, motions_to_open
from consult.council.selectors.snapshot import snapshot
from consult.ledger.leaf import Leaf
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db(transaction=True)

MINUTES = 5


@pytest.fixture
def sitting(announce: Callable[..., Sitting]) -> Sitting:
    return announce()


@pytest.fixture
def live(sitting: Sitting, put_live: Callable[..., Motion]) -> Motion:
    return put_live(sitting)


def go(council: Council, sitting: Sitting, seen: int, to: str) -> Sitting:
    return move_sitting(actor=council.secretary, sitting_id=sitting.pk, seen=seen, to=to)


def here(council: Council, sitting: Sitting, *seats: int, joined: bool = True) -> None:
    for seat in seats:
        record_presence(
            actor=council.secretary,
            sitting_id=sitting.pk,
            seat_id=council.seats[seat].pk,
            joined=joined,
        )


def opened(council: Council, sitting: Sitting, motion: Motion) -> Motion:
    return open_in_session(actor=council.secretary, sitting_id=sitting.pk, motion_id=motion.pk)


def at_hand(council: Council, sitting: Sitting, *seats: int) -> None:
    """Start the session, go to its second item, and let seats be there."""
    go(council, sitting, 0, "start")
    go(council, sitting, 1, "next")
    here(council, sitting, *seats)


def vote(council: Council, motion: Motion, seat: int, choice: str = "approve") -> Ballot:
    return cast_ballot(
        actor=council.people[seat][0],
        motion_id=motion.pk,
        seat_id=council.seats[seat].pk,
        choice=choice,
        reason="",
        key=uuid.uuid4(),
    )


def entered(motion: Motion) -> list[tuple[str, dict[str, Any]]]:
    found = Entry.objects.filter(subject=motion.reference).order_by("index")
    leaves = [Leaf.decode(bytes(entry.leaf)) for entry in found]
    return [(leaf.event, dict(leaf.data)) for leaf in leaves]


def test_it_waits_for_its_chair_whatever_the_clock_says(
    council: Council, sitting: Sitting, live: Motion
) -> None:
    """Its announced time has come, and nothing but the chair opens it."""
    Motion.objects.filter(pk=live.pk).update(
        opens_at=database_now() - timedelta(hours=2), closes_at=database_now() - timedelta(hours=1)
    )
    assert (motions_to_open(), due_motions()) == ([], [])
    assert open_motion(motion_id=live.pk).state == "noticed"
    assert snapshot(Motion.objects.get(pk=live.pk))["phase"] == "coming"
    with pytest.raises(NotOpenedByChair):
        vote(council, live, 0)
    for early in (False, True):
        with pytest.raises(NotDueYet):
            close_motion(actor=council.secretary, motion_id=live.pk, early=early)
    assert list(
        AgendaItem.objects.filter(sitting=sitting).values_list("position", "title", "motion")
    ) == [(1, "Opening", None), (2, "Adopt the highlights", live.pk)]


def test_the_seats_present_at_the_opening_are_frozen_and_alone_vote(
    council: Council, sitting: Sitting, live: Motion
) -> None:
    at_hand(council, sitting, 0, 1)
    here(council, sitting, 1, joined=False)
    here(council, sitting, 1)
    now = database_now()
    motion = opened(council, sitting, live)
    assert motion.state == "open"
    assert motion.closes_at - motion.opens_at == timedelta(minutes=MINUTES)
    assert abs(motion.opens_at - now) < timedelta(seconds=5)
    here(council, sitting, 2)
    here(council, sitting, 0, joined=False)
    assert list(
        RollEntry.objects.filter(motion=live).order_by("position").values_list("present", flat=True)
    ) == [True, True, False]
    with pytest.raises(NotPresent):
        vote(council, live, 2)
    vote(council, live, 0)
    assert snapshot(motion)["seats"] == 2
    event, data = entered(live)[-1]
    assert event == "motion.opened_live.v1"
    assert data["present"] == sorted(council.seats[place].reference for place in (0, 1))
    assert data["session"] == sitting.reference
    assert opened(council, sitting, live).opens_at == motion.opens_at
    assert len(entered(live)) == 3


def test_what_refuses_to_be_opened(
    council: Council, sitting: Sitting, live: Motion, motion: Motion, person: Any
) -> None:
    with pytest.raises(SessionNotRunning):
        opened(council, sitting, live)
    go(council, sitting, 0, "start")
    with pytest.raises(MotionNotAtHand):
        opened(council, sitting, live)
    go(council, sitting, 1, "next")
    with pytest.raises(NobodyPresent):
        opened(council, sitting, live)
    here(council, sitting, 0)
    with pytest.raises(NotThere):
        opened(council, sitting, motion)
    for actor, error in ((council.people[0][0], NotPermitted), (person(Role.EDITOR), NotThere)):
        with pytest.raises(error):
            open_in_session(actor=actor, sitting_id=sitting.pk, motion_id=live.pk)
    assert Motion.objects.get(pk=live.pk).state == "noticed"
    assert not RollEntry.objects.filter(present__isnull=False).exists()


def test_the_chair_ends_it_once_all_have_voted_or_all_the_same(
    council: Council, sitting: Sitting, put_live: Callable[..., Motion]
) -> None:
    first = put_live(sitting)
    at_hand(council, sitting, 0, 1)
    opened(council, sitting, first)
    vote(council, first, 0)
    with pytest.raises(SeatsStillVoting):
        close_motion(actor=council.secretary, motion_id=first.pk, early=True)
    with pytest.raises(NotDueYet):
        close_motion(actor=None, motion_id=first.pk, early=True, despite=True)
    second = put_live(sitting, "majority_of_present")
    for to in ("next", "end"):
        with pytest.raises(VotingStillOpen):
            go(council, sitting, 2, to)
    vote(council, first, 1, "reject")
    done = close_motion(actor=council.secretary, motion_id=first.pk, early=True)
    assert done.closed_at is not None
    assert done.closed_at < done.closes_at
    assert done.outcome is not None
    assert (done.outcome["status"], done.outcome["quorum"]["value"]) == ("rejected", 2)
    assert entered(first)[-1][1]["ended"] == "all_voted"
    go(council, sitting, 2, "next")
    opened(council, sitting, second)
    vote(council, second, 0)
    ended = close_motion(actor=council.secretary, motion_id=second.pk, early=True, despite=True)
    assert ended.outcome is not None
    assert ended.outcome["passes"]["of"] == 2
    assert ended.outcome["status"] == "rejected"
    assert entered(second)[-1][1]["ended"] == "chair"
    go(council, sitting, 3, "end")


def test_it_is_extended_by_its_chair_and_closes_by_itself(
    council: Council, sitting: Sitting, live: Motion, let_voting_end: Callable[[Motion], Motion]
) -> None:
    at_hand(council, sitting, 0, 1)
    motion = opened(council, sitting, live)
    extend_motion(
        actor=council.secretary,
        motion_id=live.pk,
        closes_at=motion.closes_at + timedelta(minutes=2),
        reason="One line is bad.",
        key=uuid.uuid4(),
    )
    assert Motion.objects.get(pk=live.pk).closes_at == motion.closes_at + timedelta(minutes=2)
    vote(council, live, 0)
    let_voting_end(Motion.objects.get(pk=live.pk))
    assert due_motions() == [live.pk]
    closed = close_motion(actor=None, motion_id=live.pk)
    assert closed.outcome is not None
    assert closed.outcome["status"] == "adopted"
    assert "ended" not in entered(live)[-1][1]


def test_one_seat_of_three_is_no_quorum(council: Council, sitting: Sitting, live: Motion) -> None:
    at_hand(council, sitting, 0)
    opened(council, sitting, live)
    vote(council, live, 0)
    closed = close_motion(actor=council.secretary, motion_id=live.pk, early=True)
    assert closed.outcome is not None
    assert closed.outcome["status"] == "not_quorate"
