"""Events of the council: its seats, votes chapter by chapter, signed heads and sessions."""

from __future__ import annotations

from consult.ledger.events.kinds import event
from consult.ledger.events.motions import PEOPLE
from consult.ledger.shape import (
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

COUNCIL = (
    event(
        "council.seat_set.v1",
        {
            "seat": Text(),
            "institution": Text(),
            "weight": Whole(1),
            "people": PEOPLE,
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
    # After the motions that it names, and before any ballot on them.
    event(
        "rollup.put.v1",
        {
            "rollup": Text(),
            "title": Text(),
            "rule": OneOf(frozenset({"all", "all_then_whole"})),
            "motions": ListOf(Text()),
            "put_at": Instant(),
        },
    ),
    # With the last of its motions to close or to become void.
    event(
        "rollup.decided.v1",
        {
            "rollup": Text(),
            "decided_at": Instant(),
            "outcome": Record(
                {
                    "status": OneOf(frozenset({"adopted", "not_adopted", "whole_follows"})),
                    "motions": ListOf(Record({"motion": Text(), "status": Text()})),
                    "adopted": Whole(),
                    "of": Whole(),
                }
            ),
        },
    ),
    # The motion on exactly the texts that were adopted, by the same rules, before any ballot on it.
    event("rollup.whole_put.v1", {"rollup": Text(), "motion": Text()}),
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
    # An item that was still ahead was added, reworded, moved from one place to another, or removed
    # from its place, so that those behind it moved up by one.
    event(
        "session.agenda_changed.v1",
        {
            "session": Text(),
            "change": OneOf(frozenset({"added", "changed", "moved", "removed"})),
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
        {
            "session": Text(),
            "seat": Text(),
            "joined": Flag(),
            # The person who said so as the proxy of the seat: it is there for the motions on whose
            # roll this person is the seat's proxy, and for no other.
            "proxy": Text(),
            "at": Instant(),
        },
        optional=frozenset({"proxy"}),
    ),
)
