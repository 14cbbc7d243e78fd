"""A live session of the council, and motions that are put for it.

Models are imported inside the fixtures, since pytest reads this file before Django is set up.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from consult.council.models import Motion, Sitting
    from consult.drafts.models import Version
    from consult.reviews.models import Review
    from tests.council.conftest import Council


@pytest.fixture
def announce(council: Council, review: Review) -> Callable[..., Sitting]:
    """Return a function that announces a live session, of one item unless others are named."""
    from consult.council.actions import announce_sitting
    from consult.council.selectors.clock import database_now

    def make(*items: str, **changes: Any) -> Sitting:
        usual: dict[str, Any] = {
            "title": "Third session",
            "starts_at": database_now() - timedelta(minutes=1),
            "video_link": "",
            "agenda": [(item, None) for item in items or ("Opening",)],
            "key": uuid.uuid4(),
        }
        return announce_sitting(actor=council.secretary, review=review, **(usual | changes))

    return make


@pytest.fixture
def sitting(announce: Callable[..., Sitting]) -> Sitting:
    """Return an announced session of one item; modules that need another define their own."""
    return announce()


@pytest.fixture
def move(council: Council) -> Callable[..., None]:
    """Return a function that moves a session on: by "start", "next" and "end", in this order."""
    from consult.council.actions import move_sitting

    def act(sitting: Sitting, *moves: str) -> None:
        for to in moves:
            sitting.refresh_from_db()
            move_sitting(actor=council.secretary, sitting_id=sitting.pk, seen=sitting.place, to=to)

    return act


@pytest.fixture
def put_live(
    motion_arguments: Callable[..., dict[str, Any]], make_version: Callable[..., Version]
) -> Callable[..., Motion]:
    """Return a function that puts a motion for a live session by a preset, open for 5 minutes."""
    from consult.council.actions import put_motion
    from consult.council.rules.presets import PRESETS

    versions: list[Version] = []

    def put(sitting: Sitting, code: str = "present_and_voting", **changes: Any) -> Motion:
        if not versions:
            versions.append(make_version("annexes"))
        rules = {**PRESETS[code].data, **changes.pop("rules", {}), "session": "live"}
        live = {"rules": rules, "sitting": sitting, "voting_seconds": 300, "versions": versions}
        return put_motion(**motion_arguments(**{**live, **changes}))

    return put


@pytest.fixture
def says(council: Council, sitting: Sitting) -> Callable[..., Sitting]:
    """Return a function by which somebody says of a seat that it is here, or that it leaves.

    The `sitting` is that of the test's module.
    """
    from consult.council.actions import record_presence

    def record(actor: Any, seat: int, *, joined: bool = True) -> Sitting:
        return record_presence(
            actor=actor, sitting_id=sitting.pk, seat_id=council.seats[seat].pk, joined=joined
        )

    return record


@pytest.fixture
def at_hand(
    council: Council,
    announce: Callable[..., Sitting],
    put_live: Callable[..., Motion],
    move: Callable[..., None],
) -> Motion:
    """Return a motion at hand in a running session in which its first two seats are present."""
    from consult.council.actions import record_presence

    sitting = announce()
    motion = put_live(sitting)
    move(sitting, "start", "next")
    for seat in council.seats[:2]:
        record_presence(
            actor=council.secretary, sitting_id=sitting.pk, seat_id=seat.pk, joined=True
        )
    return motion
