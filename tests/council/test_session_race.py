"""What happens to agendas and to motions that were left, at the same moment.

On PostgreSQL the controls drop the lock of the motion, on SQLite transactions begin deferred.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError

from consult.accounts.models import User
from consult.core.models import Entry
from consult.council.actions import (
    change_item,
    change_session,
    open_motion,
    put_motion,
    remove_item,
    void_motion,
)
from consult.council.models import AgendaItem, Motion, Sitting
from consult.council.rules.errors import MoveNotAllowed
from consult.council.rules.live import AlreadyOpened, SessionNotOver
from consult.council.selectors.clock import database_now
from tests.council.conftest import Council
from tests.council.races import held, lost, meeting
from tests.council.unlocked import unlocked

pytestmark = pytest.mark.django_db(transaction=True)

Announce = Callable[..., Sitting]
REMOVING = "consult.council.actions.plan_agenda.require_removable"
MOVING = "consult.council.actions.change_session.require_to_be_moved"


@pytest.fixture
def due(council: Council, motion_arguments: Callable[..., dict[str, Any]]) -> Motion:
    """Return a motion that opens by the clock, whose time has come and which is not open yet."""
    motion = put_motion(**motion_arguments(opens_at=database_now() + timedelta(hours=1)))
    Motion.objects.filter(pk=motion.pk).update(opens_at=database_now())
    return motion


@pytest.fixture
def item(council: Council, announce: Announce, due: Motion) -> AgendaItem:
    """Return an item that is ahead, and about that motion."""
    sitting = announce("One", "Two")
    found = sitting.items.get(position=2)
    change_item(
        actor=council.secretary,
        sitting_id=sitting.pk,
        item_id=found.pk,
        was="Two",
        title="Two",
        motion=due,
    )
    return found


def removing_while_it_opens(council: Council, item: AgendaItem, motion: Motion) -> list[Any]:
    secretary = User.objects.get(pk=council.secretary.pk)
    return held(
        REMOVING,
        lambda: remove_item(
            actor=secretary, sitting_id=item.sitting_id, item_id=item.pk, was="Two"
        ),
        lambda: open_motion(motion_id=motion.pk),
    )


def test_a_motion_waits_until_its_item_is_removed(
    council: Council, item: AgendaItem, due: Motion
) -> None:
    removed, opened = removing_while_it_opens(council, item, due)
    assert (type(removed), type(opened)) == (Sitting, Motion)
    assert opened.state == "open"
    assert not AgendaItem.objects.filter(pk=item.pk).exists()


@pytest.mark.usefixtures("on_postgresql")
def test_control_without_the_lock_of_the_motion_only_the_database_keeps_the_item(
    council: Council, item: AgendaItem, due: Motion
) -> None:
    with unlocked("Motion"):
        removed, opened = removing_while_it_opens(council, item, due)
    assert isinstance(removed, IntegrityError)
    assert "voted on stays on the agenda" in str(removed)
    assert opened.state == "open"
    assert AgendaItem.objects.filter(pk=item.pk).exists()


@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_the_removal_finds_out_when_it_writes(
    council: Council, item: AgendaItem, due: Motion
) -> None:
    removed, opened = removing_while_it_opens(council, item, due)
    assert lost([removed], OperationalError) == ["database is locked"]
    assert opened.state == "open"


@pytest.fixture
def left(announce: Announce, put_live: Callable[..., Motion], move: Callable[..., None]) -> Motion:
    """Return a motion that its session ended without opening."""
    sitting = announce()
    motion = put_live(sitting)
    move(sitting, "start", "end")
    return motion


def moving(council: Council, motion: Motion, sitting: Sitting) -> Callable[[], Motion]:
    secretary = User.objects.get(pk=council.secretary.pk)
    return lambda: change_session(actor=secretary, motion_id=motion.pk, sitting_id=sitting.pk)


def voiding(council: Council, motion: Motion) -> Callable[[], Motion]:
    secretary = User.objects.get(pk=council.secretary.pk)
    return lambda: void_motion(actor=secretary, motion_id=motion.pk, reason="Not needed.")


def moves() -> int:
    return Entry.objects.filter(event="motion.session_changed.v1").count()


def items_of(motion: Motion) -> int:
    """Return how many items deal with a motion, besides that of the session which ended."""
    return AgendaItem.objects.filter(motion=motion).exclude(sitting__state="ended").count()


def test_two_moves_at_once_put_it_for_one_session(
    council: Council, left: Motion, announce: Announce
) -> None:
    results, met = meeting(
        MOVING, moving(council, left, announce()), moving(council, left, announce())
    )
    assert {type(result) for result in results} == {Motion, SessionNotOver}
    assert (moves(), items_of(left)) == (1, 1)
    assert not met


def test_the_same_move_twice_at_once_is_one(
    council: Council, left: Motion, announce: Announce
) -> None:
    job = moving(council, left, announce())
    results, _met = meeting(MOVING, job, job)
    assert [type(result) for result in results] == [Motion, Motion]
    assert (moves(), items_of(left)) == (1, 1)


def test_a_move_and_a_void_at_once_leave_no_void_motion_to_be_opened(
    council: Council, left: Motion, announce: Announce
) -> None:
    """Moved and then void, or void and not moved: the agenda that names it says what it is."""
    moved, void = held(MOVING, moving(council, left, announce()), voiding(council, left))
    assert type(void) is Motion
    assert isinstance(moved, Motion | AlreadyOpened | MoveNotAllowed)
    left.refresh_from_db()
    assert left.state == "void"
    assert moves() == isinstance(moved, Motion)


@pytest.mark.usefixtures("on_postgresql")
def test_control_without_the_lock_of_the_motion_only_the_database_refuses_the_second_move(
    council: Council, left: Motion, announce: Announce
) -> None:
    with unlocked("Motion"):
        results, met = meeting(
            MOVING, moving(council, left, announce()), moving(council, left, announce())
        )
    assert met
    (said,) = lost(results, IntegrityError)
    assert "changes its session only where that ended" in said
    assert (moves(), items_of(left)) == (1, 1)


@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_one_move_is_lost(
    council: Council, left: Motion, announce: Announce
) -> None:
    results, met = meeting(
        MOVING, moving(council, left, announce()), moving(council, left, announce())
    )
    assert met
    assert lost(results, OperationalError) == ["database is locked"]
    assert (moves(), items_of(left)) == (1, 1)
