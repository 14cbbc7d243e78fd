"""Paper ballots and replies in a log: the honest ones are valid, and each forgery is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.verify.council_sample import VOTE, Change, CouncilLog, cast, close, publish, put
from tests.verify.council_story import told
from tests.verify.sample import at_hour, ballot, seats

PAPER = ballot("p1", "water", 1, "reservations")
VOTES = [PAPER, ballot("p2", "health", 0, "approve"), ballot("p3", "finance", 0, "approve")]
ANNOUNCED = {
    "motion": "P",
    "ballot": "p1",
    "seat": "water",
    "person": "water-deputy",
    "first": "secretary-one",
    "first_at": at_hour(4),
    "first_scan": "a" * 64,
    "second": "secretary-two",
    "second_scan": "b" * 64,
}


def paper_log(changes: dict[str, Change] | None = None, *, announced: bool = True) -> CouncilLog:
    def by_second(leaf: dict[str, Any]) -> None:
        leaf["actor"] = "secretary-two"

    def then(name: str) -> Change:
        def change(leaf: dict[str, Any]) -> None:
            by_second(leaf)
            (changes or {}).get(name, lambda _leaf: None)(leaf)

        return change

    log = CouncilLog({**(changes or {}), "P paper": then("P paper"), "p1": then("p1")})
    publish(log, 1, 1)
    seats(log, 1)
    put(log, "P", VOTE, hours=2, opens=3, closes=50)
    if announced:
        log.happen("P paper", "ballot.paper_entered.v1", 5, ANNOUNCED)
    for hours, data in zip((5, 6, 7), VOTES, strict=True):
        cast(log, "P", hours, data)
    close(log, "P", 50, VOTE, VOTES)
    log.happen(
        "P reply",
        "ballot.reservation_answered.v1",
        51,
        {"motion": "P", "ballot": "p1", "answered_at": at_hour(51)},
        {"answer": "The table is new."},
    )
    return log


def setting(name: str, value: Any) -> Change:
    def change(leaf: dict[str, Any]) -> None:
        leaf["data"][name] = value

    return change


def test_the_honest_paper_and_reply_are_valid() -> None:
    assert told(paper_log()) == []


def test_a_ballot_cast_for_another_without_a_paper_is_told() -> None:
    log = paper_log(announced=False)
    place = log.place("p1")
    assert (
        f"entry {place} (ballot.cast.v1): secretary-two cast it for water-deputy, and no paper "
        "says so"
    ) in told(log)


@pytest.mark.parametrize(
    ("name", "field", "value", "sentence"),
    [
        ("P paper", "first", "secretary-two", "one person entered this paper twice"),
        ("P paper", "second", "secretary-one", "is not the second person named"),
        ("P paper", "first", "water-minister", "entered a paper for a seat that they may vote"),
        ("P paper", "first_at", at_hour(9), "the first entry is later than the second"),
        ("P paper", "ballot", "p9", "the paper of p9 became no ballot"),
        ("P paper", "seat", "health", "it is not the ballot that the paper"),
        ("P paper", "person", "water-minister", "it is not the ballot that the paper"),
        ("P reply", "ballot", "p2", "it answers no reservations of this motion"),
    ],
)
def test_each_forgery_is_told(name: str, field: str, value: str, sentence: str) -> None:
    assert any(sentence in finding for finding in told(paper_log({name: setting(field, value)})))
