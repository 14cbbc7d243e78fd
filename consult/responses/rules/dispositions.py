"""What became of a comment."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from consult.core.errors import DomainError, N_
from consult.core.text import clean_text

REASON_MAX: Final = 10_000


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


class ReasonTooLong(DomainError):
    """A reason is read by everybody who commented; lengths count code points."""

    code = "reason_too_long"
    field = "reason"
    message = N_("The reason may have at most %(limit)s characters. Shorten it.")


class StaleAnswer(DomainError):
    """Somebody else has answered the comment since the form was opened."""

    code = "stale_answer"
    status = 409
    message = N_(
        "Somebody else has answered this comment since you opened the form. What you typed is kept "
        "below. Read their answer, then send yours if it should take its place."
    )


class LanguageUnknown(DomainError):
    """The stated language is not one of those that can be chosen."""

    code = "language_unknown"
    field = "language"
    message = N_("Choose the language in which the answer is written.")


def checked_reason(raw: str) -> str:
    """Return the reason, cleaned; raises `TextRefused`, `ReasonMissing` or `ReasonTooLong`."""
    text = clean_text(raw)
    if not text:
        raise ReasonMissing()
    if len(text) > REASON_MAX:
        raise ReasonTooLong(limit=REASON_MAX)
    return text
