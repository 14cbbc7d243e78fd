"""The one list of events that a review's log may hold.

Each name carries a version. A change that would make an old entry unreadable is a new version
beside the old one; new words in a `OneOf` and new optional fields are not such a change. Open
fields are published as they are; committed fields enter as salted commitments only, since they
hold what a person may have erased.
"""

from __future__ import annotations

from collections.abc import Mapping

from consult.ledger.council_events import COUNCIL_EVENTS
from consult.ledger.event_type import EventRefused, EventType, event
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

_DECISION = OneOf(frozenset({"approve", "reject", "uphold", "overturn"}))
_EFFECT = OneOf(frozenset({"publish", "withhold"}))
_SOURCE = OneOf(frozenset({"own_initiative", "report", "appeal"}))
_DISPOSITION = OneOf(
    frozenset({"accepted", "partly_accepted", "not_accepted", "noted", "outside_scope"})
)
_RENDERINGS = ListOf(Record({"language": Text(), "sha256": Digest()}))
_LIST = (
    event(
        "review.opened.v1",
        {
            "slug": Text(),
            "title": Text(),
            "languages": ListOf(Text()),
            "number_prefix": Text(),
        },
    ),
    event(
        "window.set.v1",
        {
            "chapter": Nullable(Text()),
            "opens_at": Nullable(Instant()),
            "closes_at": Nullable(Instant()),
        },
    ),
    event("role.granted.v1", {"role": Text(), "person": Text()}),
    event("code.published.v1", {"version": Whole(1), "rules": ListOf(Text()), "sha256": Digest()}),
    event(
        "version.published.v1",
        {
            "chapter": Text(),
            "number": Whole(1),
            "source_language": Text(),
            "renderings": _RENDERINGS,
            "blocks": Whole(),
        },
    ),
    event(
        "easy_text.published.v1",
        {
            "chapter": Text(),
            "number": Whole(1),
            "edition": Whole(1),
            "renderings": _RENDERINGS,
        },
    ),
    event(
        "passage.settled.v1",
        {
            "chapter": Text(),
            "version": Whole(1),
            "number": Whole(1),
            "verdict": OneOf(frozenset({"accepted", "placed", "removed", "undone"})),
            "outcome": OneOf(frozenset({"unchanged", "moved", "changed", "ambiguous", "removed"})),
            "block": Nullable(Text()),
            "start": Nullable(Whole()),
            "end": Nullable(Whole()),
        },
    ),
    event(
        "comment.posted.v1",
        {
            "number": Text(),
            "chapter": Text(),
            "version": Whole(1),
            "block": Nullable(Text()),
            "start": Nullable(Whole()),
            "end": Nullable(Whole()),
            "parent": Nullable(Text()),
            "language": Text(),
            "code_version": Whole(1),
            "guest": Flag(),
        },
        # A tracked change may say nothing but the words it suggests.
        {"text": Text(empty=True), "author": Data(), "suggestion": Data()},
        optional_committed=frozenset({"suggestion"}),
    ),
    event(
        "case.decided.v1",
        {
            "case": Text(),
            "number": Text(),
            "decision": _DECISION,
            "rule": Nullable(Text()),
            "code_version": Whole(1),
            "decision_number": Whole(1),
            "supersedes": Nullable(Whole(1)),
            "effect": _EFFECT,
            "source": _SOURCE,
        },
        {"explanation": Text(empty=True), "statement": Data()},
        optional=frozenset({"effect", "source"}),
    ),
    event(
        "case.reported.v1",
        {
            "case": Text(),
            "number": Text(),
            "rule": Nullable(Text()),
            "code_version": Nullable(Whole(1)),
            "safety": Flag(),
            "muted": Flag(),
        },
        {"explanation": Text(empty=True)},
    ),
    event(
        "case.appealed.v1",
        {
            "case": Text(),
            "number": Text(),
            "decision_number": Whole(1),
            "party": OneOf(frozenset({"author", "reporter"})),
            "due_at": Instant(),
        },
        {"text": Text()},
    ),
    event(
        "comment.answered.v1",
        {
            "number": Text(),
            "disposition": _DISPOSITION,
            "reason": Text(),
            "language": Text(),
            "supersedes": Nullable(Whole()),
        },
    ),
    *COUNCIL_EVENTS,
    event("key.rotated.v1", {"old_key": Text(), "new_key": Text()}),
)

EVENTS: Mapping[str, EventType] = {each.name: each for each in _LIST}


__all__ = ["EVENTS", "EventRefused", "EventType", "event_type"]


def event_type(name: str) -> EventType:
    """Return the declaration of an event; raises EventRefused for a name not in the list."""
    try:
        return EVENTS[name]
    except KeyError:
        raise EventRefused(f"{name} is no event of this ledger") from None
