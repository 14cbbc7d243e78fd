"""What is entered of a review, its texts, comments and answers."""

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

_DISPOSITION = OneOf(
    frozenset({"accepted", "partly_accepted", "not_accepted", "noted", "outside_scope"})
)
_RENDERINGS = ListOf(Record({"language": Text(), "sha256": Digest()}))
TEXTS = (
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
        "comment.resubmitted.v1",
        {
            "number": Text(),
            "revision": Whole(2),
            "language": Text(),
            "code_version": Whole(1),
        },
        {"text": Text(empty=True), "suggestion": Data()},
        optional_committed=frozenset({"suggestion"}),
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
    # The text goes and the log stays: the bundle no longer opens what the entries about this number
    # committed to, and this entry says why.
    event(
        "submission.erased.v1",
        {"number": Text(), "asked_by": OneOf(frozenset({"author", "request", "court"}))},
    ),
    event("key.rotated.v1", {"old_key": Text(), "new_key": Text()}),
)
