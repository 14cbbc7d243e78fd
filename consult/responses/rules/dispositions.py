"""What became of a comment."""

from __future__ import annotations

from enum import StrEnum

from consult.core.errors import DomainError, N_


class Disposition(StrEnum):
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    NOT_ACCEPTED = "not_accepted"
    NOTED = "noted"
    OUTSIDE_SCOPE = "outside_scope"


DISPOSITION_NAMES: dict[Disposition, str] = {
    Disposition.ACCEPTED: N_("Accepted"),
    Disposition.PARTLY_ACCEPTED: N_("Partly accepted"),
    Disposition.NOT_ACCEPTED: N_("Not accepted"),
    Disposition.NOTED: N_("Noted"),
    Disposition.OUTSIDE_SCOPE: N_("Outside the scope"),
}


class ReasonMissing(DomainError):
    """Every answer has a reason."""

    code = "reason_missing"
    field = "reason"
    message = N_("Say why. An answer without a reason tells the author nothing.")


class NotAnswerable(DomainError):
    """Only a published comment is answered."""

    code = "not_answerable"
    status = 409
    message = N_("This comment is not published, so it cannot be answered yet.")
