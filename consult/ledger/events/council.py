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
        {
            "seat": Text(),
            "institution": Text(),
            "weight": Whole(1),
            "people": _PEOPLE,
            "block": Text(),
            # Days such as 2030-01-31, in the zone of the review, both included.
            "active_from": Text(),
            "active_until": Text(),
        },
        optional=frozenset({"block", "active_from", "active_until"}),
    ),
    event(
        "council.proxy_given.v1",
        {
            "proxy": Text(),
            "seat": Text(),
            "giver": Text(),
            "holder": Text(),
            "since": Instant(),
            "until": Nullable(Instant()),
        },
    ),
    event(
        "council.seats_imported.v1",
        {
            # Of the spreadsheet's cells as canonical JSON; what was set follows seat by seat.
            "rows_sha256": Digest(),
            "institutions": ListOf(Record({"institution": Text(), "name": Text()})),
            "seats": Whole(),
        },
    ),
    event(
        "council.letter_filed.v1",
        {"seat": Text(), "person": Text(), "sha256": Digest(), "media_type": Text()},
    ),
    event("council.proxy_withdrawn.v1", {"proxy": Text(), "withdrawn_at": Instant()}),
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
            # In a live session its chair opens it, for so long; the times are the earliest.
            "session": Text(),
            "voting_seconds": Whole(1),
        },
        optional=frozenset({"noticed_at", "kind", "session", "voting_seconds"}),
    ),
    event("motion.roll_frozen.v1", {"motion": Text(), "roll": _ROLL}),
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
    # An observer keeps the head of this size and root, and stands by it.
    event(
        "head.cosigned.v1",
        {"size": Whole(1), "root": Digest(), "cosigned_at": Instant()},
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
    # An item that was still ahead was added, reworded, or moved from one place to another.
    event(
        "session.agenda_changed.v1",
        {
            "session": Text(),
            "change": OneOf(frozenset({"added", "changed", "moved"})),
            "before": Nullable(Whole(1)),
            "position": Whole(1),
            "motion": Nullable(Text()),
            "at": Instant(),
        },
        {"title": Text()},
    ),
    # At the end of a session: place, title and text of each item, as canonical JSON.
    event(
        "session.minutes_fixed.v1",
        {"session": Text(), "at": Instant()},
        {"minutes_sha256": Digest()},
    ),
    event(
        "session.presence.v1",
        {"session": Text(), "seat": Text(), "joined": Flag(), "at": Instant()},
    ),
)
