"""The whole story of a council, from silence to void, and what the verifier says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.ledger.bundle import document_hash
from consult.verify.bundle import verify_bundle
from tests.verify.council_sample import (
    SILENCE,
    VERSIONS,
    VOTE,
    Change,
    CouncilLog,
    cast,
    close,
    correct,
    extend,
    publish,
    put,
)
from tests.verify.sample import KEY, at_hour, ballot, beginning, seats

OBJECTION = ballot("o1", "water", 0, "object")
VOTES = [ballot("v1", "health", 0, "approve"), ballot("v2", "finance", 0, "approve")]
MANDATE = [ballot("m1", "health", 0, "approve"), ballot("m2", "finance", 0, "approve")]


def silence(log: CouncilLog) -> None:
    """Write silence that is extended, broken and explained, and its vote; then certify it."""
    put(log, "S", SILENCE, hours=2, opens=3, closes=83)
    cast(log, "S", 4, OBJECTION)
    log.happen(
        "S explained",
        "ballot.reason_given.v1",
        5,
        {"motion": "S", "ballot": "o1", "given_at": at_hour(5)},
        {"reason": "The tables are missing."},
    )
    extend(log, "S", 10, 10, 93)
    extend(log, "S", 20, 2, 95, "outage")
    log.happen(
        "S vote",
        "motion.vote_opened.v1",
        95,
        {"motion": "S", "opens_at": at_hour(95), "closes_at": at_hour(175)},
    )
    for hours, data in zip((96, 97), VOTES, strict=True):
        cast(log, "S", hours, data)
    close(log, "S", 175, SILENCE, [OBJECTION, *VOTES])
    log.happen(
        "S certified",
        "motion.certified.v1",
        180,
        {"motion": "S", "certified_at": at_hour(180), "status": "adopted"},
    )


def texts(log: CouncilLog) -> None:
    """Write a mandate, a corrigendum, a typographical correction, and a motion made void."""
    put(log, "M", VOTE, hours=200, opens=201, closes=210, kind="mandate")
    for hours, data in zip((202, 203), MANDATE, strict=True):
        cast(log, "M", hours, data)
    close(log, "M", 210, VOTE, MANDATE)
    put(log, "T", VOTE, hours=211, opens=212, closes=300)
    publish(log, 2, 220)
    correct(log, "T", 220, "fr", 1, 2)
    publish(log, 3, 230)
    correct(log, "T", 230, "en", 1, 3, kind="typographical", mandate="M")
    publish(log, 4, 240)
    log.happen(
        "T void",
        "motion.voided.v1",
        240,
        {
            "motion": "T",
            "voided_at": at_hour(240),
            "cause": "text_changed",
            "changed": {"chapter": "water", "version": 4},
        },
    )


def council_log(
    change: Mapping[str, Change] | None = None,
    leave_out: str = "",
) -> CouncilLog:
    """Return the whole log; `change` spoils entries by name, `leave_out` leaves one out."""
    log = CouncilLog(change)
    if leave_out:
        happen = log.happen

        def unless(name: str, *rest: Any) -> None:
            if name != leave_out:
                happen(name, *rest)

        log.happen = unless  # type: ignore[method-assign,assignment]
    beginning(log)
    seats(log, 1)
    silence(log)
    texts(log)
    return log


def told(log: CouncilLog) -> list[str]:
    """Return what the verifier finds, without what concerns documents that nobody names."""
    documents = {document_hash(text): text for each in VERSIONS.values() for text in each.values()}
    report, _entries = verify_bundle(log.bundle(documents.values()), KEY)
    return [text for text in map(str, report.findings) if "no entry names it" not in text]
