"""Events of motions, amendments and ballots."""

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

PEOPLE = ListOf(Record({"rank": Whole(), "person": Text()}))
"""Of a seat, the highest rank first."""

_CHOICE = OneOf(
    frozenset({"approve", "reservations", "reject", "abstain", "recused", "object", "withdraw"})
)
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
_WORDS = ListOf(Record({"language": Text(), "sha256": Digest(), "authentic": Flag()}))
_ROLL = ListOf(
    Record(
        {
            "seat": Text(),
            "institution": Text(),
            "weight": Whole(1),
            "block": Nullable(Text()),
            "people": PEOPLE,
            "present": Flag(),
        },
        optional=frozenset({"present"}),
    )
)
# What an amendment changes, and by the hash of the difference exactly how.
_AMENDMENT = Record(
    {
        "chapter": Text(),
        "version": Whole(1),
        "language": Text(),
        "sha256": Digest(),
        "difference_sha256": Digest(),
        "proposer": Text(),
    }
)
_OPERATIONS = ListOf(
    Record(
        {
            "act": OneOf(frozenset({"replace", "delete", "insert"})),
            "block": Text(),
            "key": Text(),
            "kind": Text(),
            "level": Whole(),
            "html": Text(empty=True),
            "attrs": Data(),
        },
        optional=frozenset({"key", "kind", "level", "html", "attrs"}),
    )
)

MOTIONS = (
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
            "kind": OneOf(frozenset({"text", "mandate", "procedure", "amendment"})),
            # Of a question of procedure, which has no texts: title and explanation by language,
            # each under the hash of the document in the bundle.
            "words": _WORDS,
            "amendment": _AMENDMENT,
            # In a live session its chair opens it, for so long; the times are the earliest.
            "session": Text(),
            "voting_seconds": Whole(1),
        },
        # What an amendment says is opened by the close.
        {"operations": _OPERATIONS},
        optional=frozenset(
            {"noticed_at", "kind", "words", "amendment", "session", "voting_seconds"}
        ),
        optional_committed=frozenset({"operations"}),
    ),
    # Rival amendments, in the order in which they are voted on, for so many seconds each.
    event(
        "amendments.ordered.v1",
        {"order": Text(), "motions": ListOf(Text()), "reason": Text(), "period": Whole(1)},
    ),
    # Those before it in its order were not adopted: the times of its own vote.
    event(
        "amendment.called.v1",
        {"motion": Text(), "opens_at": Instant(), "closes_at": Instant()},
    ),
    # The first version whose text in this language holds exactly what was adopted.
    event(
        "amendment.carried_out.v1",
        {
            "motion": Text(),
            "chapter": Text(),
            "version": Whole(1),
            "language": Text(),
            "sha256": Digest(),
        },
    ),
    event("motion.roll_frozen.v1", {"motion": Text(), "roll": _ROLL}),
    # Its session ended without opening it, and it waits for the chair of another one; the times
    # are the earliest.
    event(
        "motion.session_changed.v1",
        {"motion": Text(), "session": Text(), "opens_at": Instant(), "closes_at": Instant()},
    ),
    # The chair opened the vote; these seats were present, and no other votes.
    event(
        "motion.opened_live.v1",
        {
            "motion": Text(),
            "session": Text(),
            "opens_at": Instant(),
            "closes_at": Instant(),
            "present": ListOf(Text()),
        },
    ),
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
        {"choice": _CHOICE, "reason": Text(empty=True), "blocks": ListOf(Text())},
        optional=frozenset({"cast_at"}),
        optional_committed=frozenset({"blocks"}),
    ),
    event(
        "motion.closed.v1",
        {
            "motion": Text(),
            "closed_at": Instant(),
            "counting": ListOf(Record({"seat": Text(), "ballot": Text()})),
            "outcome": Data(),
            # In a live session, before its time: every seat present had voted, or the chair
            # ended it all the same.
            "ended": OneOf(frozenset({"all_voted", "chair"})),
        },
        optional=frozenset({"ended"}),
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
            "cause": OneOf(frozenset({"secretary", "text_changed", "rival"})),
            "changed": Nullable(Record({"chapter": Text(), "version": Whole(1)})),
            # The amendment that was adopted before this one in their order.
            "rival": Text(),
        },
        {"reason": Text()},
        optional=frozenset({"rival"}),
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
    # Before the ballot that it announces: two people read the same on one paper.
    event(
        "ballot.paper_entered.v1",
        {
            "motion": Text(),
            "ballot": Text(),
            "seat": Text(),
            "person": Text(),
            "first": Text(),
            "first_at": Instant(),
            "first_scan": Digest(),
            "second": Text(),
            "second_scan": Digest(),
        },
    ),
    event(
        "ballot.reservation_answered.v1",
        {"motion": Text(), "ballot": Text(), "answered_at": Instant()},
        {"answer": Text()},
    ),
    event(
        "motion.certified.v1",
        {
            "motion": Text(),
            "certified_at": Instant(),
            "status": Text(),
            # Of the canonical JSON of the decision's record, from which every form of the
            # certificate is made.
            "record_sha256": Digest(),
        },
        optional=frozenset({"record_sha256"}),
    ),
)
