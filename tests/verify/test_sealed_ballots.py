"""Choices that nobody can read yet, and those that should have been opened and were not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from consult.ledger.bundle import Opening
from consult.verify.bundle import verify_bundle
from consult.verify.report import Report
from tests.verify.sample import BALLOTS, KEY, SampleLog, sample_log

BALLOT_ENTRIES = range(13, 19)
CLOSE = 19
NOT_RECOUNTED = (
    "the motion “Chapter on water” was not recounted, since not all of its ballots can be read"
)


def checked(log: SampleLog) -> Report:
    return verify_bundle(log.bundle(), KEY)[0]


def told(log: SampleLog) -> list[str]:
    return [str(finding) for finding in checked(log).findings]


def sealed(log: SampleLog, entries: Iterable[int] = BALLOT_ENTRIES) -> SampleLog:
    for index in entries:
        del log.opened[index]["choice"]
    return log


def still_open(log: SampleLog) -> SampleLog:
    del log.leaves[CLOSE:], log.opened[CLOSE:]
    return log


def test_an_open_motion_may_keep_its_ballots_sealed_and_says_how_many() -> None:
    report = checked(still_open(sealed(sample_log())))
    assert report.findings == []
    assert report.notes == []
    assert report.summary[-1] == "motion “Chapter on water”: open, 6 ballots (6 sealed)"


@pytest.mark.parametrize("index", BALLOT_ENTRIES)
def test_a_closed_motion_must_open_each_of_its_ballots(index: int) -> None:
    report = checked(sealed(sample_log(), [index]))
    assert [str(finding) for finding in report.findings] == [
        f"entry {index} (ballot.cast.v1): its choice is not opened, although the motion is closed"
    ]
    assert report.notes == [NOT_RECOUNTED]


def test_a_closed_motion_that_opens_nothing_is_told_at_every_ballot() -> None:
    assert told(sealed(sample_log())) == [
        f"entry {index} (ballot.cast.v1): its choice is not opened, although the motion is closed"
        for index in BALLOT_ENTRIES
    ]


@pytest.mark.parametrize("wrong", ["value", "salt"])
def test_an_opening_that_does_not_fit_its_commitment_is_named_and_nothing_else(wrong: str) -> None:
    log = sample_log()
    opening = log.opened[14]["choice"]
    log.opened[14]["choice"] = (
        Opening(opening.salt, "approve") if wrong == "value" else Opening(bytes(32), opening.value)
    )
    altered = "entry 14 (ballot.cast.v1): the opened choice is not what was committed to"
    assert told(log) == [altered]
    assert checked(log).notes == [NOT_RECOUNTED]


@pytest.mark.parametrize("choice", ["perhaps", "", None, ["approve"]])
def test_a_choice_that_no_ballot_offers_is_named_although_it_was_committed_to(choice: Any) -> None:
    log = sample_log(ballots=[*BALLOTS[:-1], {**BALLOTS[-1], "choice": choice}])
    (finding,) = told(log)
    assert finding.startswith("entry 18 (ballot.cast.v1): opened choice is n")


def test_a_sealed_ballot_is_held_against_the_roll_all_the_same() -> None:
    stranger = {**BALLOTS[0], "person": "nobody"}
    log = still_open(sealed(sample_log(ballots=[stranger, *BALLOTS[1:]])))
    assert told(log) == [
        "entry 13 (ballot.cast.v1): not_on_roll: person nobody with rank 0, You are not on the "
        "roll of this motion for the seat health."
    ]


def test_a_result_that_differs_from_the_opened_choices_is_told_at_the_close() -> None:
    """Committing to other choices than those that were counted shows once they are opened."""
    log = sample_log(ballots=[{**BALLOTS[0], "choice": "reject"}, *BALLOTS[1:]])
    findings = told(log)
    assert {finding.split(":")[0] for finding in findings} == {"entry 19 (motion.closed.v1)"}
    assert any("outcome.choices.heads.approve is 1" in finding for finding in findings)
