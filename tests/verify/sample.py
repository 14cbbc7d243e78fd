"""A small review's log, written with the real ledger code, that tests alter."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consult.council.rules.ballot import counting_ballots, parse_ballots
from consult.council.rules.presets import PRESETS
from consult.council.rules.roll import parse_roll
from consult.council.rules.tally import tally
from consult.ledger.bundle import Opening, build_bundle, document_hash
from consult.ledger.canonical import canonical_bytes, parse_canonical
from consult.ledger.checkpoint import (
    Checkpoint,
    VerifierKey,
    parse_verifier_key,
    sign_checkpoint,
    verifier_key,
)
from consult.ledger.commitment import commit
from consult.ledger.instant import format_instant
from consult.ledger.leaf import Leaf
from consult.ledger.merkle import MemoryTree, leaf_hash

ORIGIN = "consult.example.org/valdora-2026"
NAME = "consult.example.org"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY: VerifierKey = parse_verifier_key(verifier_key(PRIVATE, NAME))
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
RULES = PRESETS["simple_majority"].rules()
ROLL = [
    {
        "seat": seat,
        "institution": f"Ministry of {seat.title()}",
        "weight": weight,
        "block": None,
        "people": [
            {"rank": 0, "person": f"{seat}-minister"},
            {"rank": 1, "person": f"{seat}-deputy"},
        ],
    }
    for seat, weight in (("health", 1), ("finance", 2), ("water", 1))
]
TEXTS = {
    language: {"chapter": "water", "number": 1, "language": language, "blocks": [{"text": text}]}
    for language, text in (("en", "Wells were repaired."), ("fr", "Des puits ont été réparés."))
}


def at_hour(hours: float) -> str:
    """Return the time a number of hours after the log began."""
    return format_instant(START + timedelta(hours=hours))


class SampleLog:
    """A log being written; `change` may spoil any event before it is hashed and signed."""

    def __init__(self, change: Callable[[int, dict[str, Any]], None] | None = None) -> None:
        self.leaves: list[bytes] = []
        self.opened: list[dict[str, Opening]] = []
        self.change = change

    def add(
        self,
        event: str,
        hours: float,
        data: Mapping[str, Any],
        committed: Mapping[str, Any] | None = None,
    ) -> None:
        """Append an entry whose committed fields are all opened."""
        index = len(self.leaves)
        salts = {name: bytes([index % 256, n]) * 16 for n, name in enumerate(committed or {})}
        values = dict(committed or {})
        leaf = Leaf(
            log=ORIGIN,
            index=index,
            event=event,
            at=at_hour(hours),
            actor=data["person"] if event == "ballot.cast.v1" else "person:7f1c",
            subject=f"subject:{index}",
            data=data,
            committed={name: commit(salts[name], value) for name, value in values.items()},
        ).as_data()
        if self.change is not None:
            leaf = copy.deepcopy(leaf)
            self.change(index, leaf)
        self.leaves.append(canonical_bytes(leaf))
        self.opened.append({name: Opening(salts[name], values[name]) for name in values})

    def tree(self) -> MemoryTree:
        """Return the tree of the leaves so far."""
        return MemoryTree(map(leaf_hash, self.leaves))

    def head(self, size: int | None = None) -> str:
        """Return the signed head of the first `size` entries, or of all."""
        tree = self.tree()
        size = tree.size if size is None else size
        return sign_checkpoint(Checkpoint(ORIGIN, size, tree.root(size)), PRIVATE, NAME)

    def bundle(self, documents: Iterable[Any] = tuple(TEXTS.values())) -> bytes:
        """Return the bundle of the whole log."""
        return build_bundle(
            key=str(KEY),
            head=self.head(),
            entries=list(zip(self.leaves, self.opened, strict=True)),
            documents=documents,
        )


def ballot(name: str, seat: str, rank: int, choice: str) -> dict[str, Any]:
    """Return a ballot as the rules read it."""
    person = f"{seat}-{'minister' if rank == 0 else 'deputy'}"
    return {"ballot": name, "seat": seat, "person": person, "rank": rank, "choice": choice}


BALLOTS = [
    ballot("b1", "health", 0, "approve"),
    ballot("b2", "finance", 1, "reject"),
    ballot("b3", "finance", 0, "reservations"),
    ballot("b4", "finance", 1, "reject"),
    ballot("b5", "water", 0, "abstain"),
    ballot("b6", "water", 0, "reject"),
]


def closing(ballots: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the data of the close, computed as the server does."""
    roll, cast = parse_roll(ROLL), parse_ballots(ballots)
    counting = counting_ballots(roll, cast)
    return {
        "motion": "m1",
        "closed_at": at_hour(60),
        "counting": [{"seat": seat, "ballot": each.ballot} for seat, each in counting.items()],
        "outcome": tally(roll, cast, RULES).as_data(),
    }


def cast(log: SampleLog, hours: float, data: Mapping[str, Any], reason: str) -> None:
    """Append a ballot as the server writes it, its choice and its reason opened."""
    stated = {name: value for name, value in data.items() if name != "choice"}
    log.add(
        "ballot.cast.v1",
        hours,
        {"motion": "m1", **stated, "cast_at": at_hour(hours)},
        {"choice": data["choice"], "reason": reason},
    )


def beginning(log: SampleLog) -> None:
    """Write how the review is opened and its text published."""
    log.add(
        "review.opened.v1",
        0,
        {
            "slug": "valdora-2026",
            "title": "VNR of Valdora",
            "languages": ["en", "fr"],
            "number_prefix": "VNR26",
        },
    )
    log.add("role.granted.v1", 0.1, {"role": "editor", "person": "7f1c"})
    log.add("code.published.v1", 0.2, {"version": 1, "rules": ["abuse"], "sha256": "ab" * 32})
    log.add(
        "version.published.v1",
        1,
        {
            "chapter": "water",
            "number": 1,
            "source_language": "en",
            "renderings": [
                {"language": language, "sha256": document_hash(text)}
                for language, text in TEXTS.items()
            ],
            "blocks": 1,
        },
    )
    log.add(
        "window.set.v1",
        1,
        {"chapter": "water", "opens_at": at_hour(1), "closes_at": at_hour(40)},
    )


def discussion(log: SampleLog) -> None:
    """Write a comment, its approval and its answer."""
    log.add(
        "comment.posted.v1",
        5,
        {
            "number": "VNR26-000001",
            "chapter": "water",
            "version": 1,
            "block": "b-1",
            "start": 0,
            "end": 5,
            "parent": None,
            "language": "en",
            "code_version": 1,
            "guest": True,
        },
        {"text": "Ours was not.", "author": {"name": "A farmer"}},
    )
    log.add(
        "case.decided.v1",
        6,
        {
            "case": "c1",
            "number": "VNR26-000001",
            "decision": "approve",
            "rule": None,
            "code_version": 1,
            "decision_number": 1,
            "supersedes": None,
        },
        {"explanation": "", "statement": {"measure": "published"}},
    )
    log.add(
        "comment.answered.v1",
        8,
        {
            "number": "VNR26-000001",
            "disposition": "accepted",
            "reason": "The eastern wells are now named.",
            "language": "en",
            "supersedes": None,
        },
    )


def seats(log: SampleLog, hours: float) -> None:
    """Write how the seats of the council are set."""
    for seat in ROLL:
        data = {name: seat[name] for name in ("seat", "institution", "weight", "people")}
        log.add("council.seat_set.v1", hours, data)


def council(log: SampleLog, ballots: list[dict[str, Any]]) -> None:
    """Write a motion from put to closed."""
    log.add(
        "motion.put.v1",
        40,
        {
            "motion": "m1",
            "title": "Chapter on water",
            "texts": [
                {
                    "chapter": "water",
                    "version": 1,
                    "language": language,
                    "sha256": document_hash(text),
                    "authentic": language == "en",
                }
                for language, text in TEXTS.items()
            ],
            "rules": RULES.as_data(),
            "opens_at": at_hour(41),
            "closes_at": at_hour(60),
        },
    )
    log.add("motion.roll_frozen.v1", 40.5, {"motion": "m1", "roll": ROLL})
    for number, data in enumerate(ballots):
        cast(log, 42 + number, data, f"Reason {number}.")
    log.add("motion.closed.v1", 60, closing(BALLOTS))


def sample_log(
    change: Callable[[int, dict[str, Any]], None] | None = None,
    ballots: list[dict[str, Any]] | None = None,
) -> SampleLog:
    """Return the whole log; `change(index, leaf)` may spoil leaves before they are signed."""
    log = SampleLog(change)
    beginning(log)
    discussion(log)
    seats(log, 9)
    council(log, BALLOTS if ballots is None else ballots)
    return log


def opened_bundle() -> Any:
    """Return the sample bundle as plain values, to alter."""
    return parse_canonical(sample_log().bundle())
