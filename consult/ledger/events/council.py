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

_CHOICE = OneOf(
    frozenset({"approve", "reservations", "reject", "abstain", "recused", "object", "withdraw"})
)
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
            "noticed_at": Instant(),
            "opens_at": Instant(),
            "closes_at": Instant(),
            "kind": OneOf(frozenset({"text", "mandate"})),
        },
        optional=frozenset({"noticed_at", "kind"}),
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
    event(
        "motion.extended.v1",
        {
            "motion": Text(),
            # A decision moves the deadline by the time from `since` to `until`; an outage lasted
            # from the one to the other, and the rules say what that adds.
            "cause": OneOf(frozenset({"decision", "outage"})),
            "since": Instant(),
            "until": Instant(),
            "recorded_at": Instant(),
            "closes_at": Instant(),
        },
        {"reason": Text()},
    ),
    event(
        "motion.voided.v1",
        {
            "motion": Text(),
            "voided_at": Instant(),
            "cause": OneOf(frozenset({"secretary", "text_changed"})),
            "changed": Nullable(Record({"chapter": Text(), "version": Whole(1)})),
        },
        {"reason": Text()},
        optional_committed=frozenset({"reason"}),
    ),
    event(
        "motion.text_corrected.v1",
        {
            "motion": Text(),
            "kind": OneOf(frozenset({"corrigendum", "typographical"})),
            "mandate": Nullable(Text()),
            "chapter": Text(),
            "version": Whole(1),
            "language": Text(),
            "from_sha256": Digest(),
            "to_sha256": Digest(),
            "difference_sha256": Digest(),
        },
    ),
    # After broken silence: the times of the vote on the same text, by the same roll.
    event(
        "motion.vote_opened.v1",
        {"motion": Text(), "opens_at": Instant(), "closes_at": Instant()},
    ),
    # An objection counts from its own instant; its reason may follow.
    event(
        "ballot.reason_given.v1",
        {"motion": Text(), "ballot": Text(), "given_at": Instant()},
        {"reason": Text()},
    ),
    event(
        "motion.certified.v1",
        {"motion": Text(), "certified_at": Instant(), "status": Text()},
    ),
    # A live session started, came to an item of its agenda, or ended.
    event(
        "session.moved.v1",
        {
            "session": Text(),
            "state": OneOf(frozenset({"running", "ended"})),
            "item": Nullable(Record({"position": Whole(1), "motion": Nullable(Text())})),
            "at": Instant(),
        },
    ),
    event(
        "session.presence.v1",
        {"session": Text(), "seat": Text(), "joined": Flag(), "at": Instant()},
    ),
)
