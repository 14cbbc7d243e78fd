"""Seats and proxies that change while a roll is frozen: the log tells them in the same order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from consult.accounts.models import User
from consult.council.actions import put_motion, set_seat
from consult.council.models import Institution, Motion, Proxy, Seat
from consult.council.rules.presets import PRESETS
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.races import Job, held
from tests.council.verified import found_wrong

pytestmark = pytest.mark.django_db(transaction=True)

FROZEN = "consult.council.actions.notice_motion.freeze_roll_step"


@pytest.fixture
def putting(motion_arguments: Callable[..., dict[str, Any]]) -> Job:
    """Return a job that puts a motion whose rules allow proxies."""
    asked = motion_arguments(rules={**PRESETS["simple_majority"].data, "proxies": 1})
    return lambda: put_motion(**asked)


@pytest.fixture(params=["a proxy", "a seat"])
def changing(
    request: pytest.FixtureRequest, council: Council, review: Review, give: Callable[..., Proxy]
) -> Job:
    """Return a job that changes who may vote for the first seat."""
    secretary = User.objects.get(pk=council.secretary.pk)
    holder = User.objects.get(pk=council.people[2][0].pk)
    seat = council.seats[0]
    if request.param == "a proxy":
        return lambda: give(0, holder, actor=secretary)
    institution = Institution.objects.get(pk=seat.institution_id)
    return lambda: set_seat(
        actor=secretary,
        review=review,
        institution=institution,
        position=seat.position,
        weight=seat.weight + 3,
        people=[holder],
    )


def found(review: Review) -> list[str]:
    """Return what the verifier says of rolls."""
    return [line for line in found_wrong(review) if "the roll gives" in line]


def test_a_roll_is_what_the_log_says_before_it(review: Review, putting: Job, changing: Job) -> None:
    motion, changed = held(FROZEN, putting, changing)
    assert isinstance(motion, Motion), motion
    assert isinstance(changed, Proxy | Seat), changed
    assert found(review) == []


@pytest.mark.usefixtures("on_postgresql")
def test_control_without_the_log_held_the_log_tells_another_order(
    review: Review, putting: Job, changing: Job
) -> None:
    with patch("consult.council.actions.freeze_roll.hold", lambda _log: None):
        motion, _changed = held(FROZEN, putting, changing)
    assert isinstance(motion, Motion), motion
    assert found(review)
