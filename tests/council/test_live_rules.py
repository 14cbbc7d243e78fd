"""What rules and the database ask of a vote in a live session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from consult.council.actions import close_motion, put_motion
from consult.council.actions.close_motion import NotDueYet
from consult.council.models import Ballot, Motion, Sitting
from consult.council.rules.errors import PresentWithoutSession
from consult.council.rules.live import SessionMissing, SessionUnused
from consult.council.rules.presets import PRESETS
from consult.council.rules.sitting import SittingEnded
from consult.council.selectors.clock import database_now
from tests.council.conftest import Council
from tests.council.test_live_motion import (  # noqa: F401
    at_hand,
    go,
    live,
    opened,
    sitting,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_rules_and_session_go_together(
    council: Council,
    sitting: Sitting,  # noqa: F811
    motion_arguments: Callable[..., dict[str, Any]],
) -> None:
    asked = motion_arguments()
    rules = dict(PRESETS["present_and_voting"].data)
    held = {"sitting": sitting, "voting_seconds": 60}
    for changes, error in (
        ({"rules": rules}, SessionMissing),
        ({"rules": {**rules, "session": "written"}}, PresentWithoutSession),
        (held, SessionUnused),
    ):
        with pytest.raises(error):
            put_motion(**{**asked, **changes})
    go(council, sitting, 0, "start")
    go(council, sitting, 1, "end")
    sitting.refresh_from_db()
    with pytest.raises(SittingEnded):
        put_motion(**{**asked, **held, "rules": rules})
    assert not Motion.objects.exists()


def test_a_written_vote_never_ends_early(council: Council, motion: Motion) -> None:
    with pytest.raises(NotDueYet):
        close_motion(actor=council.secretary, motion_id=motion.pk, early=True, despite=True)


def test_the_database_guards_what_was_seen(
    council: Council,
    sitting: Sitting,  # noqa: F811
    live: Motion,  # noqa: F811
    motion: Motion,
) -> None:
    at_hand(council, sitting, 0)
    opened(council, sitting, live)
    absent = live.roll.get(seat=council.seats[1])
    for change in (
        lambda: Motion.objects.filter(pk=motion.pk).update(sitting=sitting),
        lambda: Motion.objects.filter(pk=live.pk).update(voting_seconds=1),
        lambda: live.roll.update(present=True),
        lambda: live.roll.update(present=None),
        lambda: motion.roll.update(present=True),
        lambda: Ballot.objects.create(
            motion=live,
            entry=absent,
            caster=council.people[1][0],
            rank=0,
            choice="approve",
            sequence=1,
            cast_at=database_now(),
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
