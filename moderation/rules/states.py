"""The states of a case and the moves between them: the one table that everything asks."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from consult.core.errors import DomainError, N_


class CaseState(StrEnum):
    """Where a case stands. What the public sees is the effect of its latest decision."""

    PENDING = "pending"
    REPORTED = "reported"
    CHANGES_REQUESTED = "changes_requested"
    ESCALATED = "escalated"
    APPROVED = "approved"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    APPEALED = "appealed"
    UPHELD = "upheld"
    OVERTURNED = "overturned"


class Move(StrEnum):
    """What moves a case: what moderators do, what authors do, and what others do."""

    APPROVE = "approve"
    REJECT = "reject"
    REQUEST_CHANGES = "request_changes"
    REDACT = "redact"
    ESCALATE = "escalate"
    MERGE = "merge"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    RESUBMIT = "resubmit"
    REPORT = "report"
    APPEAL = "appeal"


class Verdict(StrEnum):
    """The moves that are decisions: each has a moderator and a statement of reasons.

    `UNDO` takes the latest decision back before anybody was told of it and is no move of the
    table: it leads to the state that the decision left.
    """

    APPROVE = "approve"
    REJECT = "reject"
    REQUEST_CHANGES = "request_changes"
    REDACT = "redact"
    MERGE = "merge"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    UNDO = "undo"


class Effect(StrEnum):
    """What a decision means for the public: the text is shown, or a note in its place.

    `REVERT` is what an undone decision leaves: whatever was shown before it.
    """

    PUBLISH = "publish"
    WITHHOLD = "withhold"
    REVERT = "revert"


_S, _M = CaseState, Move

MOVES: Final[dict[tuple[CaseState, Move], CaseState]] = {
    (_S.PENDING, _M.APPROVE): _S.APPROVED,
    (_S.PENDING, _M.REJECT): _S.REJECTED,
    (_S.PENDING, _M.REQUEST_CHANGES): _S.CHANGES_REQUESTED,
    (_S.PENDING, _M.REDACT): _S.APPROVED,
    (_S.PENDING, _M.ESCALATE): _S.ESCALATED,
    (_S.PENDING, _M.MERGE): _S.DUPLICATE,
    (_S.REPORTED, _M.APPROVE): _S.APPROVED,
    (_S.REPORTED, _M.REJECT): _S.REJECTED,
    (_S.REPORTED, _M.REQUEST_CHANGES): _S.CHANGES_REQUESTED,
    (_S.REPORTED, _M.REDACT): _S.APPROVED,
    (_S.REPORTED, _M.ESCALATE): _S.ESCALATED,
    (_S.CHANGES_REQUESTED, _M.RESUBMIT): _S.PENDING,
    (_S.CHANGES_REQUESTED, _M.REJECT): _S.REJECTED,
    (_S.CHANGES_REQUESTED, _M.APPEAL): _S.APPEALED,
    (_S.ESCALATED, _M.APPROVE): _S.APPROVED,
    (_S.ESCALATED, _M.REJECT): _S.REJECTED,
    (_S.ESCALATED, _M.REQUEST_CHANGES): _S.CHANGES_REQUESTED,
    (_S.ESCALATED, _M.REDACT): _S.APPROVED,
    (_S.APPROVED, _M.REJECT): _S.REJECTED,
    (_S.APPROVED, _M.REDACT): _S.APPROVED,
    (_S.APPROVED, _M.REPORT): _S.REPORTED,
    (_S.APPROVED, _M.APPEAL): _S.APPEALED,
    (_S.REJECTED, _M.APPROVE): _S.APPROVED,
    (_S.REJECTED, _M.APPEAL): _S.APPEALED,
    (_S.DUPLICATE, _M.APPROVE): _S.APPROVED,
    (_S.DUPLICATE, _M.REPORT): _S.REPORTED,
    (_S.APPEALED, _M.UPHOLD): _S.UPHELD,
    (_S.APPEALED, _M.OVERTURN): _S.OVERTURNED,
    # What an appeal has settled is opened again by a new report, or where it took a text away.
    (_S.UPHELD, _M.REPORT): _S.REPORTED,
    (_S.OVERTURNED, _M.REPORT): _S.REPORTED,
    (_S.OVERTURNED, _M.APPEAL): _S.APPEALED,
}

WAITING: Final = frozenset({_S.PENDING, _S.REPORTED, _S.ESCALATED, _S.APPEALED})
"""The states in which a moderator owes somebody a decision."""


class MoveNotLegal(DomainError):
    """The case's state does not allow this decision."""

    code = "move_not_legal"
    status = 409
    message = N_("This case has already been decided. Reload it to see the decision.")


def after(state: CaseState, move: Move | Verdict) -> CaseState:
    """Return the state that a move leads to; raise `MoveNotLegal` where it leads nowhere."""
    try:
        return MOVES[state, Move(move)]
    except KeyError:
        raise MoveNotLegal() from None


def verdicts_in(state: CaseState) -> list[Verdict]:
    """Return what a moderator can decide in a state, in the order of `Verdict`."""
    decisions = [verdict for verdict in Verdict if verdict is not Verdict.UNDO]
    return [verdict for verdict in decisions if (state, Move(verdict)) in MOVES]


_EFFECTS: Final = {
    Verdict.APPROVE: Effect.PUBLISH,
    Verdict.REDACT: Effect.PUBLISH,
    Verdict.MERGE: Effect.PUBLISH,
    Verdict.REJECT: Effect.WITHHOLD,
    Verdict.REQUEST_CHANGES: Effect.WITHHOLD,
    Verdict.UNDO: Effect.REVERT,
}


def effect_of(
    verdict: Verdict, appealed: Effect | None = None, *, was_redacted: bool = False
) -> Effect:
    """Return what a decision means for the public.

    `appealed` is the effect appealed against, and `was_redacted` says that the author appeals
    against a gap: to overturn that shows the text whole.
    """
    if verdict in _EFFECTS:
        return _EFFECTS[verdict]
    if appealed is None:
        raise MoveNotLegal()
    if verdict is Verdict.UPHOLD:
        return appealed
    withholds = appealed is Effect.PUBLISH and not was_redacted
    return Effect.WITHHOLD if withholds else Effect.PUBLISH
