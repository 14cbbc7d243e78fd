"""What is entered of the council: its seats, motions and ballots."""

from __future__ import annotations

from consult.ledger.events.kinds import event
from consult.ledger.shape import (
    Data,
    Digest,
    Flag,
    Instant,
    ListOf,
    Nullable,
    OneOf,
    Record,
    Text,
    Whole,
)

_CHOICE = OneOf(frozenset({"approve", "reservations", "reject", "abstain", "recused"}))
_PEOPLE = ListOf(Record({"rank": Whole(), "person": Text()}))
_MOTION_TEXTS = ListOf(
    Record(
        {
            "chapter": Text(),
            "version": Whole(1),
            "language": Text(),
            "sha256": Digest(),
            "authentic": Flag(),
        }
    )
)
_ROLL = ListOf(
    Record(
        {
            "seat": Text(),
            "institution": Text(),
            "weight": Whole(1),
            "block": Nullable(Text()),
            "people": _PEOPLE,
            "present": Flag(),
        },
        optional=frozenset({"present"}),
    )
)


COUNCIL = (
    event(
        "council.seat_set.v1",
        {"seat": Text(), "institution": Text(), "weight": Whole(1), "people": _PEOPLE},
    ),
    event(
        "motion.put.v1",
        {
            "motion": Text(),
            "title": Text(),
            "texts": _MOTION_TEXTS,
            "rules": Data(),
            "opens_at": Instant(),
            "closes_at": Instant(),
        },
    ),
    event("motion.roll_frozen.v1", {"motion": Text(), "roll": _ROLL}),
    event(
        "ballot.cast.v1",
        {
            "motion": Text(),
            "seat": Text(),
            "person": Text(),
            "rank": Whole(),
            "ballot": Text(),
            # The database's clock as read under the lock that the close takes too; the entry's
            # own time is taken a moment later and must not decide whether the ballot was late.
            "cast_at": Instant(),
        },
        # A ballot that could be read before the close would sway those who vote after it, so the
        # choice is committed to when it is cast and opened, of all ballots at once, by the close.
        {"choice": _CHOICE, "reason": Text(empty=True)},
        optional=frozenset({"cast_at"}),
    ),
    event(
        "motion.closed.v1",
        {
            "motion": Text(),
            "closed_at": Instant(),
            "counting": ListOf(Record({"seat": Text(), "ballot": Text()})),
            "outcome": Data(),
        },
    ),
)
