from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from consult.ledger.canonical import NotRepresentable, canonical_bytes
from consult.ledger.commitment import SaltRefused, commit, new_salt
from consult.ledger.events import EVENTS, EventRefused, event_type
from consult.ledger.instant import InstantMalformed, format_instant, parse_instant
from consult.ledger.leaf import Leaf, LeafMalformed

LEAF = Leaf(
    log="consult.example.org/vnr-2026",
    index=7,
    event="ballot.cast.v1",
    at="2026-11-21T01:02:03.123456Z",
    actor="person:3f",
    subject="motion:m1",
    data={
        "motion": "m1",
        "seat": "health",
        "person": "3f",
        "rank": 0,
        "ballot": "b1",
    },
    committed={"choice": "1" * 64, "reason": "0" * 64},
)


def test_a_leaf_has_one_form() -> None:
    assert LEAF.encode() == (
        b'{"actor":"person:3f","at":"2026-11-21T01:02:03.123456Z","committed":{"choice":"'
        + b"1" * 64
        + b'","reason":"'
        + b"0" * 64
        + b'"},"data":{"ballot":"b1","motion":"m1","person":"3f","rank":0,'
        b'"seat":"health"},"event":"ballot.cast.v1","index":7,"log":"consult.example.org/vnr-2026",'
        b'"subject":"motion:m1","v":1}'
    )
    assert Leaf.decode(LEAF.encode()) == LEAF
    assert LEAF.moment == datetime(2026, 11, 21, 1, 2, 3, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("log", "", "leaf.log is empty"),
        ("index", -1, "leaf.index is no whole number from 0"),
        ("index", True, "leaf.index is no whole number from 0"),
        ("event", "ballot.cast.v9", "ballot.cast.v9 is no event that this release knows"),
        ("at", "2026-11-21 01:02:03Z", "leaf.at is no time like 2026-11-21T01:02:03.123456Z"),
        ("at", "2026-02-30T01:02:03.123456Z", "leaf.at is no time like "),
        ("actor", None, "leaf.actor is no text"),
        ("committed", {}, "committed.choice is missing"),
        (
            "committed",
            {**LEAF.committed, "reason": "0" * 63},
            "committed.reason is no SHA-256 in hexadecimal",
        ),
        ("data", {**LEAF.data, "choice": "approve"}, "data.choice is not declared"),
        ("data", {**LEAF.data, "rank": "first"}, "data.rank is no whole number from 0"),
        ("data", {"motion": "m1"}, "data.seat is missing"),
    ],
)
def test_a_leaf_of_another_form_is_refused(field: str, value: Any, message: str) -> None:
    wrong = {**LEAF.as_data(), field: value}
    with pytest.raises(LeafMalformed) as caught:
        Leaf.decode(canonical_bytes(wrong))
    assert str(caught.value).startswith(message)
    with pytest.raises(LeafMalformed):
        replace(LEAF, **{field: value}).encode()


def test_a_leaf_of_another_version_or_with_more_fields_is_refused() -> None:
    with pytest.raises(LeafMalformed, match=r"leaf\.v is 2"):
        Leaf.parse({**LEAF.as_data(), "v": 2})
    with pytest.raises(LeafMalformed, match=r"leaf\.extra is not declared"):
        Leaf.parse({**LEAF.as_data(), "extra": 1})
    with pytest.raises(LeafMalformed, match="leaf is no object"):
        Leaf.parse([])


def test_values_that_json_lacks_cannot_be_written() -> None:
    put = replace(
        LEAF,
        event="motion.closed.v1",
        data={
            "motion": "m1",
            "closed_at": LEAF.at,
            "counting": [],
            "outcome": {"share": 0.5},
        },
        committed={},
    )
    with pytest.raises(NotRepresentable, match=r"outcome\.share: a float"):
        put.encode()


def test_an_event_takes_its_declared_fields_and_no_others() -> None:
    event = event_type("ballot.cast.v1")
    values = {"choice": "approve", "reason": ""}
    event.require(LEAF.data, values)
    with pytest.raises(EventRefused, match=r"ballot\.cast\.v1: data\.seat is missing"):
        event.require({k: v for k, v in LEAF.data.items() if k != "seat"}, values)
    with pytest.raises(EventRefused, match=r"committed\.name is not declared"):
        event.require(LEAF.data, {**values, "name": "A"})
    with pytest.raises(EventRefused, match=r"committed\.reason is no text"):
        event.require(LEAF.data, {**values, "reason": None})
    with pytest.raises(EventRefused, match=r"committed\.choice is none of abstain, approve"):
        event.require(LEAF.data, {**values, "choice": "perhaps"})
    with pytest.raises(EventRefused, match=r"nothing\.v1 is no event of this ledger"):
        event_type("nothing.v1")
    assert event.value_problem("mood", "good") == "mood is no committed field of ballot.cast.v1"


def test_no_field_is_both_open_and_committed_and_each_name_has_a_version() -> None:
    for name, event in EVENTS.items():
        assert name == event.name
        assert name.rsplit(".", 1)[1].startswith("v")
        assert not set(event.open.fields) & set(event.committed)


def test_a_commitment_depends_on_salt_and_value() -> None:
    salt = bytes(32)
    known = commit(salt, {"text": "Maize prices", "n": 1})
    assert known == commit(salt, {"n": 1, "text": "Maize prices"})
    assert known == "07e07a854dad4c74df5c07b6c2c0e587ed5c7ca16399f126f921ab90b6f22a5a"
    assert commit(salt, "a") != commit(salt, ["a"])
    assert commit(new_salt(), "a") != commit(new_salt(), "a")
    with pytest.raises(SaltRefused):
        commit(b"short", "a")


def test_times_are_utc_and_sort_as_text() -> None:
    tbilisi = timezone(timedelta(hours=4))
    assert format_instant(datetime(2026, 1, 1, 2, 0, tzinfo=tbilisi)) == (
        "2025-12-31T22:00:00.000000Z"
    )
    moment = datetime(2026, 7, 4, 12, 0, 0, 5, tzinfo=UTC)
    assert parse_instant(format_instant(moment)) == moment
    with pytest.raises(InstantMalformed):
        format_instant(datetime(2026, 1, 1))
