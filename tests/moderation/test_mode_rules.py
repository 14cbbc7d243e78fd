"""The rule that says whether a text may appear before anybody read it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from moderation.rules.modes import (
    Arrival,
    Group,
    Hours,
    Mode,
    Modes,
    ModesUnreadable,
    Slower,
    hours_in,
    modes_in,
    slower_because,
)

HOURS = Hours(
    frozenset({0, 1, 2, 3, 4}), time(9), time(17), frozenset({datetime(2026, 1, 1).date()})
)
OPEN = Modes(dict.fromkeys(Group, Mode.AFTER), HOURS, 40)
MONDAY = datetime(2026, 11, 23, 10)


def arrival(**changes: Any) -> Arrival:
    usual: dict[str, Any] = {
        "group": Group.ACCOUNT,
        "is_trusted": False,
        "local": MONDAY,
        "has_code": True,
        "has_moderator": True,
        "score": 0,
    }
    return Arrival(**{**usual, **changes})


@pytest.mark.parametrize(
    ("modes", "changes", "expected"),
    [
        (OPEN, {}, None),
        (OPEN, {"score": 40}, None),
        (OPEN, {"score": 41}, Slower.SIGNALS),
        (OPEN, {"score": None}, Slower.CHECKS),
        (OPEN, {"has_code": False}, Slower.NO_CODE),
        (OPEN, {"has_moderator": False}, Slower.NOBODY),
        (OPEN, {"local": datetime(2026, 11, 23, 8, 59)}, Slower.HOURS),
        (OPEN, {"local": datetime(2026, 11, 23, 17)}, Slower.HOURS),
        (OPEN, {"local": datetime(2026, 11, 22, 10)}, Slower.HOURS),
        (OPEN, {"local": datetime(2026, 1, 1, 10)}, Slower.HOURS),
        (Modes(OPEN.by_group, None, 40), {"local": datetime(2026, 11, 22, 3)}, None),
        (None, {}, Slower.UNSET),
        (Modes({}, None, 40), {}, Slower.MODE),
        (Modes({Group.ACCOUNT: Mode.TRUSTED}, None, 40), {}, Slower.NOT_TRUSTED),
        (Modes({Group.ACCOUNT: Mode.TRUSTED}, None, 40), {"is_trusted": True}, None),
        (Modes({Group.ACCOUNT: Mode.BEFORE}, None, 40), {"is_trusted": True}, Slower.MODE),
    ],
)
def test_every_doubt_means_that_a_person_reads_first(
    modes: Modes | None, changes: dict[str, Any], expected: Slower | None
) -> None:
    assert slower_because(modes, arrival(**changes)) is expected


def test_what_cannot_be_read_is_no_setting() -> None:
    right: dict[str, Any] = {
        "days": [0],
        "opens_at": time(9),
        "closes_at": time(17),
        "holidays": [],
    }
    assert hours_in(**right).days == {0}
    for wrong in ({"days": [7]}, {"days": ["x"]}, {"holidays": ["soon"]}, {"closes_at": time(9)}):
        with pytest.raises(ModesUnreadable):
            hours_in(**{**right, **wrong})
    for changes in ({"accounts": "always"}, {"threshold": 0}, {"threshold": 101}):
        said: dict[str, Any] = {"guests": "before", "accounts": "after", "members": "after"}
        with pytest.raises(ModesUnreadable):
            modes_in(**{**said, "threshold": 40, "hours": None, **changes})
