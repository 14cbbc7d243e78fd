"""What is entered of the code of conduct and of decisions on texts."""

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
    Text,
    Whole,
)

_DECISION = OneOf(
    frozenset(
        {
            "approve",
            "reject",
            "request_changes",
            "redact",
            "merge",
            "undo",
            "uphold",
            "overturn",
        }
    )
)
_EFFECT = OneOf(frozenset({"publish", "withhold", "revert"}))
_SOURCE = OneOf(frozenset({"own_initiative", "report", "appeal", "court_order"}))
MODERATION = (
    event("code.published.v1", {"version": Whole(1), "rules": ListOf(Text()), "sha256": Digest()}),
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
            "redacted": Whole(),
            "told_at": Instant(),
            "campaign": Text(),
        },
        {"explanation": Text(empty=True), "statement": Data()},
        optional=frozenset({"effect", "source", "redacted", "told_at", "campaign"}),
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
        "campaign.confirmed.v1",
        {"campaign": Text(), "name": Text(), "exemplar": Text(), "voices": Whole()},
        {"reason": Text()},
    ),
    event(
        "campaign.dissolved.v1",
        {"campaign": Text(), "voices": Whole()},
        {"reason": Text()},
    ),
    event(
        "campaign.left.v1",
        {
            "campaign": Text(),
            "case": Text(),
            "number": Text(),
            "by": OneOf(frozenset({"author", "moderator"})),
        },
        {"reason": Text(empty=True)},
    ),
)
