"""Everything that can happen to a motion, recounted; and each forgery of it, told by its entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.verify.council_sample import cast
from tests.verify.council_story import council_log, told
from tests.verify.sample import at_hour, ballot

Spoil = Callable[[dict[str, Any]], None]


def setting(name: str, value: Any) -> Spoil:
    def spoil(leaf: dict[str, Any]) -> None:
        leaf["data"][name] = value

    return spoil


def test_the_honest_log_is_valid() -> None:
    assert told(council_log()) == []


FORGERIES: list[tuple[str, str, Any, str]] = [
    ("S put", "noticed_at", at_hour(3.5), "opens_too_early"),
    ("S put", "closes_at", at_hour(70), "closes_too_early"),
    ("S decision", "closes_at", at_hour(92), "the rules give the deadline"),
    ("S decision", "closes_at", at_hour(80), "it does not move the deadline to a later time"),
    ("S decision", "recorded_at", at_hour(9), "recorded at another time"),
    ("S outage", "until", at_hour(21), "recorded before it was over"),
    ("S outage", "since", at_hour(19), "the rules give the deadline"),
    ("S vote", "opens_at", at_hour(94), "an objection could still be withdrawn"),
    ("S vote", "closes_at", at_hour(170), "the vote should end at"),
    ("S explained", "ballot", "v1", "it is no objection of whoever gives the reason"),
    ("S certified", "status", "rejected", "it certifies rejected"),
    ("T corrected", "difference_sha256", "0" * 64, "has not the hash recorded"),
    ("T corrected", "to_sha256", "0" * 64, "was not published with this hash before"),
    ("T corrected", "from_sha256", "0" * 64, "is not the one that the motion is about"),
    ("T corrected", "language", "en", "this is the authentic text"),
    ("T typographical", "mandate", "S", "no mandate S was adopted for water before"),
    ("T typographical", "kind", "corrigendum", "this is the authentic text"),
    ("T void", "changed", None, "does not say which version"),
    (
        "T void",
        "changed",
        {"chapter": "water", "version": 2},
        "the version named did not change an authentic text",
    ),
    ("T void", "cause", "secretary", "it gives no reason"),
]


@pytest.mark.parametrize(("name", "field", "value", "sentence"), FORGERIES)
def test_each_forgery_is_told_at_its_entry(
    name: str, field: str, value: Any, sentence: str
) -> None:
    log = council_log({name: setting(field, value)})
    place = log.place(name)
    found = told(log)
    assert any(f"entry {place} (" in each and sentence in each for each in found), found


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("S vote", "the vote that its rules let follow was not opened"),
        ("S decision", "the rules give the deadline"),
        ("T typographical", "motion T: version 3 of water changed its authentic text"),
        ("T void", "version 4 of water changed its authentic text"),
        ("o1", "silence was not broken"),
    ],
)
def test_what_is_left_out_shows_elsewhere(left_out: str, sentence: str) -> None:
    found = told(council_log(leave_out=left_out))
    assert any(sentence in each for each in found), found


def test_a_ballot_after_the_void_is_told() -> None:
    log = council_log()
    cast(log, "T", 250, ballot("late", "health", 0, "approve"))
    assert [each.split(": ")[1] for each in told(log)] == ["it was cast after the motion was void"]


def test_an_objection_that_is_not_opened_is_told() -> None:
    log = council_log()
    del log.opened[log.place("o1")]["choice"]
    assert any("objection_sealed" in each for each in told(log))


def test_a_vote_during_silence_is_told() -> None:
    def spoil(leaf: dict[str, Any]) -> None:
        leaf["data"]["cast_at"] = at_hour(94)

    assert any("outside the voting time" in each for each in told(council_log({"v1": spoil})))
