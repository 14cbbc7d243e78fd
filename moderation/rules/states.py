"""The states of a case and the moves between them."""

from __future__ import annotations

from enum import StrEnum

from consult.core.errors import DomainError, N_


class CaseState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


class Verdict(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"


MOVES: dict[tuple[CaseState, Verdict], CaseState] = {
    (CaseState.PENDING, Verdict.APPROVE): CaseState.APPROVED,
    (CaseState.PENDING, Verdict.REJECT): CaseState.REJECTED,
}


class MoveNotLegal(DomainError):
    """The case's state does not allow this decision."""

    code = "move_not_legal"
    status = 409
    message = N_("This case has already been decided. Reload it to see the decision.")


def after(state: CaseState, verdict: Verdict) -> CaseState:
    """Return the state that a verdict leads to; raise `MoveNotLegal` where it leads nowhere."""
    try:
        return MOVES[state, verdict]
    except KeyError:
        raise MoveNotLegal() from None
