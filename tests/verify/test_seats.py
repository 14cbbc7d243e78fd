"""A frozen roll is held against the seats and proxies that the log has set before it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from consult.council.rules.roll import PROXY_RANK
from tests.verify.council_sample import VOTE, CouncilLog, publish, put
from tests.verify.council_story import told
from tests.verify.sample import ROLL, at_hour, seats

Roll = list[dict[str, Any]]
Spoil = Callable[[Roll], Any]
NOBODY_ELSE = {"rank": 2, "person": "nobody-else"}
BY_HEALTH = {"rank": PROXY_RANK, "person": "health-minister"}
# Voting opens on 4 March at eleven in UTC: far west it is the third, far east the fifth.
OPENS = 51


def frozen(roll: Roll, *before: tuple[str, dict[str, Any]], proxies: int | None = 0) -> list[str]:
    """Return what is told of a motion with this roll, after these events of the council."""
    log = CouncilLog({"M roll": lambda leaf: leaf["data"].update(roll=roll)})
    log.changes["M put"] = lambda leaf: leaf["data"]["rules"].update(proxies=proxies)
    publish(log, 1, 1)
    seats(log, 1)
    for event, data in before:
        log.happen("before", event, 2, data)
    put(log, "M", VOTE, hours=3, opens=OPENS, closes=90)
    place = f"entry {log.place('M roll')} (motion.roll_frozen.v1): "
    return [line.removeprefix(place) for line in told(log)]


def spoiled(change: Spoil) -> Roll:
    roll = copy.deepcopy(ROLL)
    change(roll)
    return roll


def water_set(**changes: Any) -> tuple[str, dict[str, Any]]:
    data = {name: ROLL[2][name] for name in ("seat", "institution", "weight", "people")}
    return "council.seat_set.v1", {**data, **changes}


def proxy(holder: str, since: float = 40, until: float | None = 60) -> tuple[str, dict[str, Any]]:
    return "council.proxy_given.v1", {
        "proxy": f"proxy of {holder}",
        "seat": "water",
        "giver": "water-minister",
        "holder": holder,
        "since": at_hour(since),
        "until": None if until is None else at_hour(until),
    }


def test_the_roll_as_it_was_set_is_right() -> None:
    assert frozen(copy.deepcopy(ROLL)) == []


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda roll: roll[2].update(weight=9), "the roll gives water another weight than was set"),
        (
            lambda roll: roll[0].update(block="a"),
            "the roll gives health another block than was set",
        ),
        (
            lambda roll: roll[1]["people"].append(NOBODY_ELSE),
            "the roll gives finance other people than were set, or another proxy",
        ),
        (
            lambda roll: roll[1].update(people=[]),
            "the roll gives finance other people than were set, or another proxy",
        ),
        (lambda roll: roll.pop(1), "the roll lacks finance, which was set before"),
        (
            lambda roll: roll.append({**roll[0], "seat": "fire", "people": []}),
            "the roll names fire, which was never set",
        ),
    ],
)
def test_a_roll_that_differs_is_told(change: Spoil, line: str) -> None:
    assert frozen(spoiled(change)) == [line]


def test_the_newest_setting_before_the_roll_counts_and_a_name_may_differ() -> None:
    heavier = spoiled(lambda roll: roll[2].update(weight=3, institution="Water and Sewage"))
    assert frozen(heavier, water_set(weight=2), water_set(weight=3)) == []
    assert frozen(copy.deepcopy(ROLL), water_set(weight=3)) == [
        "the roll gives water another weight than was set"
    ]


@pytest.mark.parametrize(
    ("days", "with_seat", "without"),
    [
        ({"active_from": "2026-03-04", "active_until": "2026-03-04"}, True, True),
        ({"active_from": "2026-03-05"}, True, True),
        ({"active_from": "2026-03-06"}, False, True),
        ({"active_until": "2026-03-02"}, False, True),
        ({"active_from": "2026-03-03", "active_until": "2026-03-05"}, True, False),
    ],
)
def test_a_seat_is_on_the_roll_on_its_days_in_whatever_zone(
    days: dict[str, str], with_seat: bool, without: bool
) -> None:
    there = frozen(copy.deepcopy(ROLL), water_set(**days))
    assert there == (
        [] if with_seat else ["the roll names water, which is not active when voting opens"]
    )
    missing = frozen(spoiled(lambda roll: roll.pop(2)), water_set(**days))
    assert missing == ([] if without else ["the roll lacks water, which was set before"])


def test_a_proxy_is_on_the_roll_where_it_holds_and_the_rules_allow_one() -> None:
    represented = spoiled(lambda roll: roll[2]["people"].append(BY_HEALTH))
    other = ["the roll gives water other people than were set, or another proxy"]
    given = proxy("health-minister")
    assert frozen(represented, given, proxies=2) == []
    assert frozen(represented, given, proxies=None) == []
    assert frozen(represented, given, proxies=0) == other
    assert frozen(represented, proxy("finance-minister"), proxies=2) == other
    assert frozen(represented, proxy("health-minister", until=OPENS), proxies=2) == other
    assert frozen(represented, proxy("health-minister", since=OPENS), proxies=2) == []
    assert frozen(represented, proxy("health-minister", until=None), proxies=2) == []
    gone = ("council.proxy_withdrawn.v1", {"proxy": given[1]["proxy"], "withdrawn_at": at_hour(2)})
    assert frozen(represented, given, gone, proxies=2) == other
    assert frozen(copy.deepcopy(ROLL), given, gone, proxies=2) == []
    assert frozen(copy.deepcopy(ROLL), given, proxies=2) == other


def test_a_proxy_of_the_seats_own_people_or_of_a_vacant_seat_is_none() -> None:
    assert frozen(copy.deepcopy(ROLL), proxy("water-deputy"), proxies=2) == []
    vacant = spoiled(lambda roll: roll[2].update(people=[]))
    assert frozen(vacant, water_set(people=[]), proxy("health-minister"), proxies=2) == []


def test_proxies_of_no_seat_and_withdrawals_of_no_proxy_are_told() -> None:
    gives = proxy("health-minister")
    gives[1]["seat"] = "fire"
    lines = frozen(copy.deepcopy(ROLL), gives)
    assert [line.partition(": ")[2] for line in lines] == ["fire gives a proxy and was never set"]
    gone = ("council.proxy_withdrawn.v1", {"proxy": "p9", "withdrawn_at": at_hour(2)})
    lines = frozen(copy.deepcopy(ROLL), gone)
    assert [line.partition(": ")[2] for line in lines] == [
        "this proxy was not given, or was withdrawn before"
    ]
