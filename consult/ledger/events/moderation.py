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
    Record,
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
_FEEDBACK = OneOf(frozenset({"constructive", "political", "harmful", "off_topic", "spam"}))
_MODE = OneOf(frozenset({"before", "after", "trusted"}))
_DETECTORS = ListOf(Record({"name": Text(), "version": Whole(1)}))

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
            "automation": Record(
                {"detection": Text(), "decision": Text(), "detectors": _DETECTORS},
                optional=frozenset({"detectors"}),
            ),
            "order_source": Text(empty=True),
            "campaign": Text(),
        },
        {"explanation": Text(empty=True), "statement": Data()},
        optional=frozenset(
            {"effect", "source", "redacted", "told_at", "automation", "order_source", "campaign"}
        ),
    ),
    event("case.escalated.v1", {"case": Text(), "number": Text()}, {"note": Text()}),
    event(
        "case.translated.v1",
        {
            "case": Text(),
            "number": Text(),
            "language": Text(),
            "by": OneOf(frozenset({"person", "machine"})),
        },
    ),
    event(
        "answer.written.v1",
        {
            "name": Text(),
            "language": Text(),
            "version": Whole(1),
            "feedback": _FEEDBACK,
            "withdrawn": Flag(),
            "sha256": Digest(),
        },
    ),
    event(
        "rota.changed.v1",
        {
            "change": OneOf(frozenset({"added", "removed"})),
            "person": Text(),
            "starts_at": Instant(),
            "ends_at": Instant(),
            "weekly": Flag(),
        },
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
        "case.safeguarded.v1",
        {
            "case": Text(),
            "number": Text(),
            "act": OneOf(frozenset({"alert", "hide", "lengthen", "lapse", "clear", "confirm"})),
            "until": Nullable(Instant()),
        },
        {"reason": Text(empty=True)},
    ),
    event("adjudicator.named.v1", {"adjudicator": Text(), "appeals": Whole()}, {"name": Text()}),
    event(
        "appeal.handed_over.v1",
        {
            "case": Text(),
            "number": Text(),
            "decision_number": Whole(1),
            "adjudicator": Text(),
            "expires_at": Instant(),
        },
    ),
    event("appeal.taken_back.v1", {"case": Text(), "adjudicator": Text()}),
    event(
        "measure.taken.v1",
        {
            "measure": Text(),
            "person": Text(),
            "kind": OneOf(frozenset({"warning", "slower", "suspension"})),
            "rule": Text(),
            "code_version": Whole(1),
            "until": Nullable(Instant()),
            "every_hours": Nullable(Whole(1)),
            "refused_texts": Whole(1),
        },
        {"explanation": Text(), "statement": Data()},
    ),
    event("measure.appealed.v1", {"measure": Text(), "due_at": Instant()}, {"text": Text()}),
    event(
        "measure_appeal.handed_over.v1",
        {"measure": Text(), "adjudicator": Text(), "expires_at": Instant()},
    ),
    event("measure_appeal.taken_back.v1", {"measure": Text(), "adjudicator": Text()}),
    event("measure.upheld.v1", {"measure": Text(), "person": Text()}, {"explanation": Text()}),
    event(
        "measure.ended.v1",
        {"measure": Text(), "person": Text(), "by": OneOf(frozenset({"lifted", "overturned"}))},
        {"explanation": Text()},
    ),
    event("contact.set.v1", {"review": Text()}, {"contact": Data()}),
    event(
        "case.published_unread.v1",
        {
            "case": Text(),
            "number": Text(),
            "group": OneOf(frozenset({"guest", "account", "member"})),
            "setting": Whole(1),
        },
    ),
    event(
        "moderation.mode_set.v1",
        {
            "number": Whole(1),
            "guests": _MODE,
            "accounts": _MODE,
            "members": _MODE,
            "threshold": Whole(1),
            "keeps_hours": Flag(),
            "days": ListOf(Whole()),
            "opens_at": Text(),
            "closes_at": Text(),
            "holidays": ListOf(Text()),
        },
    ),
    event(
        "moderation.trust_set.v1",
        {"person": Text(), "trusted": Flag()},
        {"reason": Text()},
    ),
    event(
        "moderation.words_set.v1",
        {"language": Text(), "count": Whole()},
        {"words": Data()},
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
