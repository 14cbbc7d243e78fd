"""An extension against the close: one of them happens, and the other is told.

On PostgreSQL the control drops the row lock, on SQLite it lets transactions begin deferred.
"""

from __future__ import annotations

import threading
import time
import uuid
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError

from consult.accounts.models import User
from consult.core.models import Entry
from consult.council.actions import close_motion, extend_motion
from consult.council.actions.close_motion import NotDueYet
from consult.council.models import Extension, Motion
from consult.council.rules.time_errors import (
    ExtensionTooLate,
)
from consult.council.selectors.clock import database_now
from tests.council.conftest import Council
from tests.council.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)

SOON = timedelta(milliseconds=400)
HOUR = timedelta(hours=1)


def due_in(motion: Motion, wait: timedelta) -> None:
    Motion.objects.filter(pk=motion.pk).update(closes_at=database_now() + wait)


def extending(council: Council, motion: Motion) -> Extension:
    secretary = User.objects.get(pk=council.secretary.pk)
    return extend_motion(
        actor=secretary,
        motion_id=motion.pk,
        closes_at=database_now() + HOUR,
        reason="More time.",
        key=uuid.uuid4(),
    )


def closing_until_told(motion: Motion, until: threading.Event) -> Motion | None:
    """Try to close until that succeeds, or the extension has been answered."""
    while True:
        answered = until.is_set()
        try:
            return close_motion(actor=None, motion_id=motion.pk)
        except NotDueYet:
            if answered:
                return None
            time.sleep(0.005)


def race(council: Council, motion: Motion, delay: float) -> tuple[Any, Any]:
    """Extend after `delay` seconds, while somebody closes as soon as the clock allows."""
    answered = threading.Event()
    due_in(motion, SOON)

    def extend() -> Extension:
        time.sleep(delay)
        try:
            return extending(council, motion)
        finally:
            answered.set()

    extended, closed = at_once([extend, lambda: closing_until_told(motion, answered)])
    return extended, closed


@pytest.mark.parametrize("delay", [0.0, 0.2, 0.35, 0.39, 0.4, 0.41, 0.6])
def test_a_motion_is_extended_or_closed_and_never_both(
    council: Council, motion: Motion, delay: float
) -> None:
    extended, closed = race(council, motion, delay)
    found = Motion.objects.get(pk=motion.pk)
    happened = set(
        Entry.objects.filter(subject=motion.reference).values_list("event", flat=True)
    ) - {"motion.put.v1", "motion.roll_frozen.v1"}
    if isinstance(extended, Extension):
        assert closed is None
        assert (found.state, found.closes_at, happened) == (
            "open",
            extended.after,
            {"motion.extended.v1"},
        )
        assert extended.recorded_at < extended.before
    else:
        assert isinstance(extended, ExtensionTooLate)
        assert (found.state, happened) == ("closed", {"motion.closed.v1"})
        assert not Extension.objects.exists()


def _slow_extension(council: Council, motion: Motion) -> tuple[Any, Any]:
    """Hold an extension between clock and commit over the deadline, while another closes."""
    clock_read = threading.Event()
    due_in(motion, timedelta(seconds=3))

    def slow_clock() -> Any:
        now = database_now()
        clock_read.set()
        time.sleep(4)
        return now

    def close() -> Any:
        clock_read.wait(10)
        time.sleep(3.2)
        return close_motion(actor=None, motion_id=motion.pk)

    with patch("consult.council.actions.extend_motion.database_now", slow_clock):
        extended, closed = at_once([lambda: extending(council, motion), close])
    return extended, closed


def test_an_extension_that_is_being_written_makes_the_close_wait(
    council: Council, motion: Motion
) -> None:
    extended, closed = _slow_extension(council, motion)
    assert isinstance(extended, Extension)
    assert isinstance(closed, NotDueYet)
    assert Motion.objects.get(pk=motion.pk).state == "open"


@pytest.mark.usefixtures("without_row_locks")
def test_control_without_the_row_lock_a_motion_is_closed_and_extended(
    council: Council, motion: Motion
) -> None:
    extended, closed = _slow_extension(council, motion)
    assert isinstance(extended, Extension)
    assert isinstance(closed, Motion)


@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_the_close_works_on_what_was(
    council: Council, motion: Motion
) -> None:
    """It has read the old deadline, and only finds out when it writes."""
    extended, closed = _slow_extension(council, motion)
    assert isinstance(extended, Extension)
    assert isinstance(closed, OperationalError)
    assert str(closed) == "database is locked"
