"""The one list of events that a review's log may hold.

Each name carries a version. A change that would make an old entry unreadable is a new version
beside the old one; new words in a `OneOf` and new optional fields are not such a change. Open
fields are published as they are; committed fields enter as salted commitments only, since they
hold what a person may have erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from consult.ledger.errors import LedgerError
from consult.ledger.shape import (
    Data,
    Digest,
    Flag,
    Instant,
    ListOf,
    Nullable,
    OneOf,
    Record,
    Shape,
    Text,
    Whole,
)


class EventRefused(LedgerError):
    """An event is not in the list, or its fields are not those that the list declares."""


@dataclass(frozen=True)
class EventType:
    """One versioned event: its open fields and its committed fields, with their shapes."""

    name: str
    open: Record
    committed: Mapping[str, Shape] = field(default_factory=dict)
    optional_committed: frozenset[str] = frozenset()

    @cached_property
    def _digests(self) -> Record:
        return Record(dict.fromkeys(self.committed, Digest()), self.optional_committed)

    def problem(self, data: Any, committed: Any) -> str | None:
        """Return what is wrong with the open data and the commitments of a leaf, or None."""
        return self.open.problem(data, "data") or self._digests.problem(committed, "committed")

    def value_problem(self, name: str, value: Any) -> str | None:
        """Return what is wrong with the value that stands behind a committed field, or None."""
        if name not in self.committed:
            return f"{name} is no committed field of {self.name}"
        return self.committed[name].problem(value, name)

    def require(self, data: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Refuse open data or values to commit to that differ from what is declared.

        Raises EventRefused with the first field that is undeclared, missing or of another shape.
        """
        committed = Record(self.committed, self.optional_committed)
        trouble = self.open.problem(dict(data), "data") or committed.problem(
            dict(values), "committed"
        )
        if trouble:
            raise EventRefused(f"{self.name}: {trouble}")


_CHOICE = OneOf(
    frozenset({"approve", "reservations", "reject", "abstain", "recused", "object", "withdraw"})
)
_DECISION = OneOf(frozenset({"approve", "reject", "uphold", "overturn"}))
_EFFECT = OneOf(frozenset({"publish", "withhold"}))
_SOURCE = OneOf(frozenset({"own_initiative", "report", "appeal"}))
_DISPOSITION = OneOf(
    frozenset({"accepted", "partly_accepted", "not_accepted", "noted", "outside_scope"})
)
_PEOPLE = ListOf(Record({"rank": Whole(), "person": Text()}))
_RENDERINGS = ListOf(Record({"language": Text(), "sha256": Digest()}))
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


def _event(
    name: str,
    fields: Mapping[str, Shape],
    committed: Mapping[str, Shape] | None = None,
    optional: frozenset[str] = frozenset(),
    optional_committed: frozenset[str] = frozenset(),
) -> EventType:
    return EventType(name, Record(fields, optional), committed or {}, optional_committed)


_LIST = (
    _event(
        "review.opened.v1",
        {
            "slug": Text(),
            "title": Text(),
            "languages": ListOf(Text()),
            "number_prefix": Text(),
        },
    ),
    _event(
        "window.set.v1",
        {
            "chapter": Nullable(Text()),
            "opens_at": Nullable(Instant()),
            "closes_at": Nullable(Instant()),
        },
    ),
    _event("role.granted.v1", {"role": Text(), "person": Text()}),
    _event("code.published.v1", {"version": Whole(1), "rules": ListOf(Text()), "sha256": Digest()}),
    _event(
        "version.published.v1",
        {
            "chapter": Text(),
            "number": Whole(1),
            "source_language": Text(),
            "renderings": _RENDERINGS,
            "blocks": Whole(),
        },
    ),
    _event(
        "easy_text.published.v1",
        {
            "chapter": Text(),
            "number": Whole(1),
            "edition": Whole(1),
            "renderings": _RENDERINGS,
        },
    ),
    _event(
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
    _event(
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
    _event(
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
    _event(
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
    _event(
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
    _event(
        "comment.answered.v1",
        {
            "number": Text(),
            "disposition": _DISPOSITION,
            "reason": Text(),
            "language": Text(),
            "supersedes": Nullable(Whole()),
        },
    ),
    _event(
        "council.seat_set.v1",
        {"seat": Text(), "institution": Text(), "weight": Whole(1), "people": _PEOPLE},
    ),
    _event(
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
    _event("motion.roll_frozen.v1", {"motion": Text(), "roll": _ROLL}),
    _event(
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
    _event(
        "motion.closed.v1",
        {
            "motion": Text(),
            "closed_at": Instant(),
            "counting": ListOf(Record({"seat": Text(), "ballot": Text()})),
            "outcome": Data(),
        },
    ),
    _event(
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
    _event(
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
    _event(
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
    _event(
        "motion.vote_opened.v1",
        {"motion": Text(), "opens_at": Instant(), "closes_at": Instant()},
    ),
    # An objection counts from its own instant; its reason may follow.
    _event(
        "ballot.reason_given.v1",
        {"motion": Text(), "ballot": Text(), "given_at": Instant()},
        {"reason": Text()},
    ),
    _event(
        "motion.certified.v1",
        {"motion": Text(), "certified_at": Instant(), "status": Text()},
    ),
    _event("key.rotated.v1", {"old_key": Text(), "new_key": Text()}),
)

EVENTS: Mapping[str, EventType] = {event.name: event for event in _LIST}


def event_type(name: str) -> EventType:
    """Return the declaration of an event; raises EventRefused for a name not in the list."""
    try:
        return EVENTS[name]
    except KeyError:
        raise EventRefused(f"{name} is no event of this ledger") from None
