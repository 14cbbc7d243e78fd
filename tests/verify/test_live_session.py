"""A vote in a live session, recounted; and each forgery of it, told by its entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consult.council.rules.ballot import parse_ballots
from consult.council.rules.live import with_presence
from consult.council.rules.presets import PRESETS
from consult.council.rules.roll import parse_roll
from consult.council.rules.tally import tally
from tests.verify.council_sample import VOTE, Change, CouncilLog, cast, put
from tests.verify.council_story import told
from tests.verify.sample import ROLL, at_hour, ballot, beginning, seats

RULES = PRESETS["present_and_voting"].rules()
PRESENT = ["finance", "health"]
BALLOTS = [ballot("b1", "health", 0, "approve"), ballot("b2", "finance", 0, "approve")]
SESSION = "session:1"


def session(log: CouncilLog) -> None:
    """Write a session at one motion: three join, one leaves, two vote, and the chair ends it."""
    begin(log)
    for data in BALLOTS:
        cast(log, "L", 5.1, data)
    outcome = tally(with_presence(parse_roll(ROLL), PRESENT), parse_ballots(BALLOTS), RULES)
    log.happen(
        "closed",
        "motion.closed.v1",
        5.5,
        {
            "motion": "L",
            "closed_at": at_hour(5.5),
            "counting": [
                {"seat": each["seat"], "ballot": each["ballot"]} for each in outcome.counting
            ],
            "outcome": outcome.as_data(),
            "ended": "all_voted",
        },
    )


def begin(log: CouncilLog) -> None:
    """Write the motion, who comes and goes, and the opening of the vote."""
    put(log, "L", RULES, hours=2, opens=3, closes=4, session=SESSION, voting_seconds=3600)
    for hours, seat, joined in (
        (2.1, "health", True),
        (2.2, "water", True),
        (2.3, "finance", True),
        (2.4, "water", False),
    ):
        log.happen(
            f"{seat} {'here' if joined else 'away'}",
            "session.presence.v1",
            hours,
            {"session": SESSION, "seat": seat, "joined": joined, "at": at_hour(hours)},
        )
    log.happen(
        "started",
        "session.moved.v1",
        3,
        {
            "session": SESSION,
            "state": "running",
            "item": {"position": 1, "motion": "L"},
            "at": at_hour(3),
        },
    )
    log.happen(
        "opened",
        "motion.opened_live.v1",
        5,
        {
            "motion": "L",
            "session": SESSION,
            "opens_at": at_hour(5),
            "closes_at": at_hour(6),
            "present": PRESENT,
        },
    )


def written(change: dict[str, Change] | None = None, leave_out: str = "") -> CouncilLog:
    log = CouncilLog(change)
    if leave_out:
        happen = log.happen
        log.happen = (  # type: ignore[method-assign]
            lambda name, *rest: None if name == leave_out else happen(name, *rest)
        )
    beginning(log)
    seats(log, 1)
    session(log)
    return log


def setting(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def spoil(leaf: dict[str, Any]) -> None:
        leaf["data"][name] = value

    return spoil


def without(name: str) -> Callable[[dict[str, Any]], None]:
    def spoil(leaf: dict[str, Any]) -> None:
        del leaf["data"][name]

    return spoil


def test_the_honest_session_is_valid() -> None:
    assert told(written()) == []


@pytest.mark.parametrize(
    ("entry", "spoil", "sentence"),
    [
        ("L put", without("session"), "session_missing"),
        ("L put", setting("rules", VOTE.as_data()), "session_unused"),
        ("opened", setting("present", ["finance"]), "not the seats that were present"),
        (
            "opened",
            setting("present", ["finance", "health", "water"]),
            "not the seats that were present",
        ),
        ("opened", setting("present", []), "nobody_present"),
        ("opened", setting("closes_at", at_hour(7)), "the vote should end at"),
        ("opened", setting("session", "session:2"), "not put for this session"),
        ("started", setting("state", "ended"), ""),
        ("started", setting("item", {"position": 1, "motion": None}), ""),
        ("health here", setting("joined", False), ""),
        ("health here", setting("proxy", "water-minister"), ""),
        ("b1", setting("cast_at", at_hour(4.9)), "outside the voting time"),
        ("closed", without("ended"), "does not say why"),
    ],
)
def test_each_forgery_is_told(entry: str, spoil: Change, sentence: str) -> None:
    log = written({entry: spoil})
    place = log.place("opened" if not sentence else entry)
    said = sentence or (
        "not the seats" if entry == "health here" else "was not running at this motion"
    )
    found = told(log)
    assert any(f"entry {place} (" in each and said in each for each in found), found


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("opened", "it was cast before the chair opened the vote"),
        ("water away", "not the seats that were present"),
        ("b2", "not every seat that was present had voted"),
    ],
)
def test_what_is_left_out_shows_elsewhere(left_out: str, sentence: str) -> None:
    found = told(written(leave_out=left_out))
    assert any(sentence in each for each in found), found


def test_a_ballot_of_a_seat_that_came_late_is_told() -> None:
    log = CouncilLog()
    beginning(log)
    seats(log, 1)
    happen = log.happen

    def before_the_close(name: str, *rest: Any) -> None:
        if name == "closed":
            cast(log, "L", 5.2, ballot("late", "water", 0, "approve"))
        happen(name, *rest)

    log.happen = before_the_close  # type: ignore[method-assign,assignment]
    session(log)
    assert any("not_present" in each for each in told(log))


def moved(change: dict[str, Change] | None = None) -> CouncilLog:
    """Write a session that ends without its motion, which is put for another one."""
    log = CouncilLog(change)
    beginning(log)
    seats(log, 1)
    put(log, "L", RULES, hours=2, opens=3, closes=4, session=SESSION, voting_seconds=3600)
    at_nothing: dict[str, Any] = {"session": SESSION, "item": None}
    started = {**at_nothing, "state": "running", "item": {"position": 1, "motion": None}}
    log.happen("started", "session.moved.v1", 3, {**started, "at": at_hour(3)})
    ended = {**at_nothing, "state": "ended", "at": at_hour(3.5)}
    log.happen("ended", "session.moved.v1", 3.5, ended)
    log.happen(
        "moved",
        "motion.session_changed.v1",
        4,
        {
            "motion": "L",
            "session": "session:2",
            "opens_at": at_hour(7),
            "closes_at": at_hour(8),
        },
    )
    joins = {"session": "session:2", "seat": "health", "joined": True, "at": at_hour(7)}
    log.happen("joins", "session.presence.v1", 7, joins)
    at_hand = {**started, "session": "session:2", "item": {"position": 1, "motion": "L"}}
    log.happen("at hand", "session.moved.v1", 7.1, {**at_hand, "at": at_hour(7.1)})
    log.happen(
        "opened",
        "motion.opened_live.v1",
        7.2,
        {
            "motion": "L",
            "session": "session:2",
            "opens_at": at_hour(7.2),
            "closes_at": at_hour(8.2),
            "present": ["health"],
        },
    )
    return log


def test_a_motion_that_went_on_to_another_session_is_valid() -> None:
    assert told(moved()) == []


@pytest.mark.parametrize(
    ("entry", "spoil", "at", "sentence"),
    [
        ("ended", setting("state", "running"), "moved", "its session had not ended"),
        ("moved", setting("session", SESSION), "moved", "that it was put for had ended"),
        ("moved", setting("session", SESSION), "opened", "not put for this session"),
        ("moved", setting("closes_at", at_hour(9)), "moved", "the vote should end at"),
        ("L put", without("session"), "moved", "the motion waits for no session"),
        ("opened", setting("session", SESSION), "opened", "not put for this session"),
    ],
)
def test_each_forgery_of_the_move_is_told(
    entry: str, spoil: Change, at: str, sentence: str
) -> None:
    log = moved({entry: spoil})
    found = told(log)
    assert any(f"entry {log.place(at)} (" in each and sentence in each for each in found), found


def test_a_motion_that_was_opened_goes_nowhere() -> None:
    log = moved()
    again = {"motion": "L", "session": "session:3", "opens_at": at_hour(8), "closes_at": at_hour(9)}
    log.happen("again", "motion.session_changed.v1", 7.5, again)
    assert any("the motion waits for no session" in each for each in told(log))
