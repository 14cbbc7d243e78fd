"""Two orders of rival amendments and a carrying out, for tests of the verifier to alter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.council.rules.amending import amendment_difference
from consult.council.rules.wording import difference_sha256
from consult.ledger.bundle import document_hash
from consult.verify.bundle import verify_bundle
from tests.verify.council_sample import VOTE, Change, CouncilLog, cast, close
from tests.verify.sample import KEY, ROLL, at_hour, ballot, beginning, seats

WELLS = {"key": "a", "kind": "paragraph", "level": 0, "html": "Wells.", "attrs": {}}
PUMPS = {**WELLS, "key": "b", "html": "Pumps."}
TEXT = {"chapter": "pumps", "number": 1, "language": "en", "blocks": [WELLS, PUMPS]}
AMENDED = {**TEXT, "number": 2, "blocks": [{**WELLS, "html": "Most wells."}, PUMPS]}
WORDS = {"A1": "All wells.", "A2": "Most wells.", "A3": "Some wells."}
PERIOD = 10


def operations(motion: str) -> list[dict[str, Any]]:
    """Return what an amendment says."""
    return [{"act": "replace", "block": "a", "html": WORDS[motion]}]


def put_amendment(log: CouncilLog, motion: str, place: int) -> None:
    """Write an amendment that is voted on ten hours after the one before it, and its roll."""
    text = {"chapter": "pumps", "version": 1, "language": "en", "sha256": document_hash(TEXT)}
    pinned = difference_sha256(amendment_difference(TEXT, operations(motion)))
    opens = 10 + (place - 1) * PERIOD
    log.happen(
        f"{motion} put",
        "motion.put.v1",
        5,
        {
            "motion": motion,
            "title": f"Amendment {motion}",
            "texts": [{**text, "authentic": True}],
            "rules": VOTE.as_data(),
            "noticed_at": at_hour(5),
            "opens_at": at_hour(opens),
            "closes_at": at_hour(opens + PERIOD),
            "kind": "amendment",
            "amendment": {**text, "difference_sha256": pinned, "proposer": "Ministry of Health"},
        },
        {"operations": operations(motion)},
    )
    log.happen(f"{motion} roll", "motion.roll_frozen.v1", 5, {"motion": motion, "roll": ROLL})


def vote(log: CouncilLog, motion: str, hours: float, choice: str) -> None:
    """Let two seats say the same of an amendment, and close it an hour and a half later."""
    said = [ballot(f"{motion}-{seat}", seat, 0, choice) for seat in ("health", "finance")]
    for each in said:
        cast(log, motion, hours, each)
    close(log, motion, hours + 1.5, VOTE, said)


def publish(log: CouncilLog, text: Mapping[str, Any], hours: float) -> None:
    """Write that a text is published."""
    log.happen(
        f"version {text['number']}",
        "version.published.v1",
        hours,
        {
            "chapter": "pumps",
            "number": text["number"],
            "source_language": "en",
            "renderings": [{"language": "en", "sha256": document_hash(text)}],
            "blocks": 2,
        },
    )


def rivals(log: CouncilLog) -> None:
    """Write the order: the first is rejected, the second adopted, and the third falls."""
    for place, motion in enumerate(WORDS, start=1):
        put_amendment(log, motion, place)
    log.happen(
        "order",
        "amendments.ordered.v1",
        5,
        {
            "order": "O",
            "motions": list(WORDS),
            "reason": "Furthest first.",
            "period": PERIOD * 3600,
        },
    )
    vote(log, "A1", 19, "reject")
    log.happen(
        "A2 called",
        "amendment.called.v1",
        20.5,
        {"motion": "A2", "opens_at": at_hour(20.5), "closes_at": at_hour(30.5)},
    )
    vote(log, "A2", 29.5, "approve")
    log.happen(
        "A3 void",
        "motion.voided.v1",
        31,
        {
            "motion": "A3",
            "voided_at": at_hour(31),
            "cause": "rival",
            "changed": None,
            "rival": "A2",
        },
    )


def amendments_log(change: Mapping[str, Change] | None = None, leave_out: str = "") -> CouncilLog:
    """Return a log: the first is rejected, the second adopted and carried out, the third falls."""
    log = CouncilLog(change)
    if leave_out:
        happen = log.happen

        def unless(name: str, *rest: Any) -> None:
            if name != leave_out:
                happen(name, *rest)

        log.happen = unless  # type: ignore[method-assign,assignment]
    beginning(log)
    seats(log, 1)
    publish(log, TEXT, 3)
    rivals(log)
    publish(log, AMENDED, 40)
    log.happen(
        "A2 carried",
        "amendment.carried_out.v1",
        40,
        {
            "motion": "A2",
            "chapter": "pumps",
            "version": 2,
            "language": "en",
            "sha256": document_hash(AMENDED),
        },
    )
    return log


def told(log: CouncilLog) -> list[str]:
    """Return what the verifier finds, without what concerns documents of the common beginning."""
    report, _entries = verify_bundle(log.bundle([TEXT, AMENDED]), KEY)
    beside = ("no entry names it", "is not in the bundle")
    return [text for text in map(str, report.findings) if not any(each in text for each in beside)]
