"""Amendments and their order in a log: each forgery is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consult.ledger.bundle import document_hash
from tests.verify.amendment_story import TEXT, amendments_log, told, vote
from tests.verify.sample import at_hour

Spoil = Callable[[dict[str, Any]], None]


def setting(name: str, value: Any) -> Spoil:
    def spoil(leaf: dict[str, Any]) -> None:
        leaf["data"][name] = value

    return spoil


def of_amendment(name: str, value: Any) -> Spoil:
    def spoil(leaf: dict[str, Any]) -> None:
        leaf["data"]["amendment"][name] = value

    return spoil


def unsaid(leaf: dict[str, Any]) -> None:
    del leaf["data"]["amendment"]


def test_the_honest_log_is_valid() -> None:
    assert told(amendments_log()) == []


FORGERIES: list[tuple[str, Spoil, str]] = [
    ("A1 put", of_amendment("difference_sha256", "0" * 64), "does not make the difference"),
    ("A1 put", of_amendment("language", "fr"), "is not the authentic text of the motion"),
    ("A1 put", unsaid, "does not say what it changes"),
    ("order", setting("motions", ["A1"]), "two amendments or more"),
    ("order", setting("motions", ["A1", "A1"]), "two amendments or more"),
    ("order", setting("motions", ["A1", "A9"]), "A9 is no amendment"),
    ("A2 called", setting("opens_at", at_hour(20)), "its turn lasts from"),
    ("A2 called", setting("closes_at", at_hour(40)), "its turn lasts from"),
    ("A2 called", setting("motion", "A3"), "A2 stands before it and was not decided"),
    ("A3 void", setting("rival", "A1"), "no amendment that stood before it"),
    ("A3 void", setting("cause", "secretary"), "it gives no reason"),
    ("A2 carried", setting("motion", "A1"), "was not adopted is not carried out"),
    ("A2 carried", setting("version", 1), "was not published with this hash before"),
    ("A2 carried", setting("chapter", "water"), "in another text than it changes"),
]


@pytest.mark.parametrize(("name", "spoil", "sentence"), FORGERIES)
def test_each_forgery_is_told_at_its_entry(name: str, spoil: Spoil, sentence: str) -> None:
    log = amendments_log({name: spoil})
    found = told(log)
    assert any(f"entry {log.place(name)} (" in each and sentence in each for each in found), found


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("A2 called", "it was cast before the turn of this amendment came"),
        ("A2 called", "it was closed, and the turn of this amendment had not come"),
        ("A1 closed", "A1 stands before it and was not decided"),
        ("A3 void", "A3: an amendment before it in its order was adopted, and it is not void"),
        ("version 2", "was not published with this hash before"),
    ],
)
def test_what_is_left_out_shows_elsewhere(left_out: str, sentence: str) -> None:
    found = told(amendments_log(leave_out=left_out))
    assert any(sentence in each for each in found), found


def test_an_amendment_that_opens_out_of_order_is_told() -> None:
    """The order is turned round, so the first to be voted on was the last."""
    found = told(amendments_log({"order": setting("motions", ["A3", "A2", "A1"])}))
    assert any("before the turn of this amendment" in each for each in found), found


def test_a_fallen_amendment_with_a_counted_result_is_told() -> None:
    log = amendments_log(leave_out="A3 void")
    log.happen(
        "A3 called",
        "amendment.called.v1",
        41,
        {"motion": "A3", "opens_at": at_hour(41), "closes_at": at_hour(51)},
    )
    vote(log, "A3", 50, "approve")
    assert any(
        "A2 stands before it and was adopted, so it has fallen" in each for each in told(log)
    )


def test_an_order_stated_after_a_vote_is_told() -> None:
    log = amendments_log(leave_out="order")
    data = {"order": "O", "motions": ["A1", "A2"], "reason": "Later.", "period": 36_000}
    log.happen("late order", "amendments.ordered.v1", 60, data)
    place = log.place("late order")
    found = [each for each in told(log) if f"entry {place} (" in each]
    assert any("was voted on, decided or void before the order" in each for each in found), found


def test_what_a_closed_amendment_says_must_be_opened() -> None:
    log = amendments_log()
    del log.opened[log.place("A1 put")]["operations"]
    assert any("what it says is not opened" in each for each in told(log))


def test_a_version_without_the_amended_words_carries_nothing_out() -> None:
    def spoil(leaf: dict[str, Any]) -> None:
        leaf["data"].update({"version": 1, "sha256": first})

    first = document_hash(TEXT)
    found = told(amendments_log({"A2 carried": spoil}))
    assert any("does not hold what was adopted" in each for each in found), found
