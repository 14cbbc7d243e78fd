"""How long a decision can be taken back before anybody is told of it."""

from __future__ import annotations

from datetime import datetime

from consult.core.errors import DomainError, N_
from moderation.rules.states import CaseState, Move, Verdict, after


class NothingToUndo(DomainError):
    """The notice has left, something has happened since, or another person decided."""

    code = "nothing_to_undo"
    status = 409
    message = N_(
        "This decision can no longer be undone: those whom it concerns are being told, or "
        "something has happened since. Decide the case anew instead; the new decision takes the "
        "place of this one."
    )


def require_undoable(
    *,
    verdict: Verdict,
    state_before: CaseState,
    state: CaseState,
    is_own: bool,
    told_at: datetime,
    now: datetime,
) -> None:
    """Raise `NothingToUndo` unless the latest decision of a case may be taken back at `now`.

    By who made it, while nobody is told, and while the case stands as the decision left it.
    """
    untouched = verdict is not Verdict.UNDO and after(state_before, Move(verdict)) is state
    if not (is_own and untouched and now < told_at):
        raise NothingToUndo()
