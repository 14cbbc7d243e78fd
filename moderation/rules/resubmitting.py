"""Until when an author may send another wording of a text that was given back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from consult.core.errors import DomainError, N_
from moderation.rules.states import CaseState

RESUBMIT_DAYS: Final = 14
RESUBMIT_WITHIN: Final = timedelta(days=RESUBMIT_DAYS)


class NothingToResubmit(DomainError):
    """Nobody asks for another wording of this text now."""

    code = "nothing_to_resubmit"
    status = 409
    message = N_("No changes of this text are asked for at the moment. Your receipt says why.")


class ResubmissionTooLate(DomainError):
    """The date until which another wording is taken has passed."""

    code = "resubmission_too_late"
    status = 409
    message = N_(
        "The time to send another wording is over. What you typed is kept below: copy it. You can "
        "still appeal against the decision."
    )


def require_resubmittable(
    *,
    state: CaseState,
    told_at: datetime | None,
    until: datetime | None,
    now: datetime,
) -> None:
    """Raise unless the author may send another wording at `now`; at `until` itself it is too late.

    `told_at` is when the author was told of the request, before which it may still be taken back.
    Raises `NothingToResubmit` or `ResubmissionTooLate`.
    """
    asked = state is CaseState.CHANGES_REQUESTED and told_at is not None and told_at <= now
    if not asked or until is None:
        raise NothingToResubmit()
    if now >= until:
        raise ResubmissionTooLate()
