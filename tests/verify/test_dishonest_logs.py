"""Logs that are hashed and signed properly, and yet tell something that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consult.verify.bundle import verify_bundle
from tests.verify.sample import BALLOTS, KEY, at_hour, ballot, cast, sample_log

PUT, ROLL, FIRST, LAST, CLOSE = 11, 12, 13, 18, 19


def findings(change: Callable[[dict[str, Any]], None], at: int) -> list[str]:
    """Spoil the leaf at an index before it is hashed, and return what the verifier says."""
    log = sample_log(lambda index, leaf: change(leaf["data"]) if index == at else None)
    return [str(each) for each in verify_bundle(log.bundle(), KEY)[0].findings]


def put(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.update(values)


def first_text(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["texts"][0].update(values)


@pytest.mark.parametrize(
    ("at", "change", "told"),
    [
        (
            CLOSE,
            lambda data: data["outcome"]["counts"]["everyone"]["heads"].update(yes=3),
            (
                "entry 19 (motion.closed.v1): outcome.counts.everyone.heads.yes is 3, "
                "and the recount gives 2"
            ),
        ),
        (
            CLOSE,
            lambda data: data["outcome"].update(status="rejected"),
            (
                "entry 19 (motion.closed.v1): outcome.status is rejected, "
                "and the recount gives adopted"
            ),
        ),
        (
            CLOSE,
            lambda data: data["outcome"]["passes"].update(needed="1"),
            "entry 19 (motion.closed.v1): outcome.passes.needed is 1, and the recount gives 3/2",
        ),
        (
            CLOSE,
            lambda data: data["counting"][1].update(ballot="b4"),
            "entry 19 (motion.closed.v1): counting[0].ballot is b4, and the recount gives b3",
        ),
        (
            CLOSE,
            lambda data: data["outcome"].update(mood="good"),
            "entry 19 (motion.closed.v1): outcome.mood does not belong there",
        ),
        (
            CLOSE,
            put(closed_at=at_hour(43)),
            "entry 19 (motion.closed.v1): a ballot was cast after it was closed",
        ),
        (
            FIRST,
            put(cast_at=at_hour(40)),
            f"entry 13 (ballot.cast.v1): it was cast at {at_hour(40)}, outside the voting time",
        ),
        (
            FIRST,
            put(cast_at=at_hour(60)),
            f"entry 13 (ballot.cast.v1): it was cast at {at_hour(60)}, outside the voting time",
        ),
        (
            FIRST,
            put(person="nobody"),
            (
                "entry 13 (ballot.cast.v1): not_on_roll: person nobody with rank 0, You are not on "
                "the roll of this motion for the seat health."
            ),
        ),
        (
            FIRST,
            put(rank=1),
            (
                "entry 13 (ballot.cast.v1): not_on_roll: person health-minister with "
                "rank 1, You are "
                "not on the roll of this motion for the seat health."
            ),
        ),
        (
            FIRST,
            put(motion="m2"),
            "entry 13 (ballot.cast.v1): its motion was not put before",
        ),
        (
            LAST,
            put(ballot="b1"),
            "entry 18 (ballot.cast.v1): a ballot of this name was cast before",
        ),
        (
            PUT,
            first_text(version=2),
            (
                "entry 11 (motion.put.v1): its text water version 2 in en was not "
                "published with this "
                "hash before"
            ),
        ),
        (
            PUT,
            first_text(sha256="00" * 32),
            (
                "entry 11 (motion.put.v1): its text water version 1 in en was not "
                "published with this "
                "hash before"
            ),
        ),
        (
            PUT,
            first_text(authentic=False),
            "entry 11 (motion.put.v1): none of its texts is authentic",
        ),
        (
            PUT,
            put(opens_at=at_hour(61)),
            "entry 11 (motion.put.v1): it closes before it opens",
        ),
        (
            PUT,
            lambda data: data["rules"]["passes"].update(compare="at_most"),
            (
                "entry 11 (motion.put.v1): its rules cannot decide anything: The test "
                "at rules.passes "
                "lets a vote in favour harm the motion, or a vote against help it."
            ),
        ),
        (
            ROLL,
            lambda data: data["roll"].append(data["roll"][0]),
            (
                "entry 12 (motion.roll_frozen.v1): the roll cannot be read: The roll "
                "cannot be read at "
                "roll: a seat is named twice."
            ),
        ),
        (
            7,
            put(number="VNR26-000009"),
            "entry 7 (comment.answered.v1): it is about VNR26-000009, which was not posted before",
        ),
        (
            5,
            put(version=2),
            "entry 5 (comment.posted.v1): it comments on a version that was not published before",
        ),
        (
            5,
            put(parent="VNR26-000007"),
            "entry 5 (comment.posted.v1): it replies to VNR26-000007, which was not posted before",
        ),
    ],
)
def test_what_cannot_be_is_told_at_its_entry(
    at: int, change: Callable[[dict[str, Any]], None], told: str
) -> None:
    assert told in findings(change, at)


def test_a_heavier_roll_shows_against_the_seats_and_in_the_recount() -> None:
    told = findings(lambda data: data["roll"][2].update(weight=9), ROLL)
    assert told == [
        "entry 12 (motion.roll_frozen.v1): the roll gives water another weight than was set",
        "entry 19 (motion.closed.v1): outcome.choices.weight.reject is 1, and the recount gives 9",
    ]


def test_a_roll_frozen_twice_or_after_a_ballot_is_told() -> None:
    def swap(index: int, leaf: dict[str, Any]) -> None:
        if index == FIRST:
            leaf["event"] = "motion.roll_frozen.v1"
            leaf["data"] = {"motion": "m1", "roll": []}
            leaf["committed"] = {}

    log = sample_log(swap)
    log.opened[FIRST] = {}
    told = [str(each) for each in verify_bundle(log.bundle(), KEY)[0].findings]
    assert told[0] == "entry 13 (motion.roll_frozen.v1): the roll was frozen before"

    def drop(index: int, leaf: dict[str, Any]) -> None:
        if index == ROLL:
            leaf["data"]["motion"] = "other"

    told = [str(each) for each in verify_bundle(sample_log(drop).bundle(), KEY)[0].findings]
    assert told[:2] == [
        "entry 12 (motion.roll_frozen.v1): its motion was not put before",
        "entry 13 (ballot.cast.v1): it was cast before the roll was frozen",
    ]


def test_a_ballot_after_the_close_is_told() -> None:
    log = sample_log()
    cast(log, 61, ballot("b7", "health", 0, "reject"), "")
    told = [str(each) for each in verify_bundle(log.bundle(), KEY)[0].findings]
    assert told == ["entry 20 (ballot.cast.v1): it was cast after the motion was closed"]


def test_a_ballot_left_out_of_the_log_shows_in_the_recount() -> None:
    log = sample_log(ballots=BALLOTS[:2] + BALLOTS[3:])
    told = [str(each) for each in verify_bundle(log.bundle(), KEY)[0].findings]
    assert told[0] == (
        "entry 18 (motion.closed.v1): counting[0].ballot is b3, and the recount gives b4"
    )


def test_times_that_run_backwards_are_told() -> None:
    def rewind(index: int, leaf: dict[str, Any]) -> None:
        if index == 4:
            leaf["at"] = at_hour(0)

    told = [str(each) for each in verify_bundle(sample_log(rewind).bundle(), KEY)[0].findings]
    assert told == [
        f"entry 4 (window.set.v1): its time {at_hour(0)} lies before that of an earlier entry"
    ]


def test_closing_early_is_noted_and_not_wrong() -> None:
    def early(index: int, leaf: dict[str, Any]) -> None:
        if index == CLOSE:
            leaf["data"]["closed_at"] = at_hour(50)

    report, _ = verify_bundle(sample_log(early).bundle(), KEY)
    assert report.valid
    assert report.notes == ["the motion “Chapter on water” was closed before its announced time"]


def test_a_motion_that_is_still_open_is_no_fault() -> None:
    log = sample_log()
    log.leaves.pop()
    log.opened.pop()
    report, _ = verify_bundle(log.bundle(), KEY)
    assert report.valid
    assert report.summary[-1] == "motion “Chapter on water”: open, 6 ballots"
