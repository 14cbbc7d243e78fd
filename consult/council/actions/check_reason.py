"""The reason that comes with a ballot."""

from __future__ import annotations

from consult.core.errors import DomainError, N_
from consult.core.text import clean_text
from consult.core.transactions import step
from consult.council.models.ballot import REASON_LENGTH
from consult.council.rules.ballot import Choice


class ReasonMissing(DomainError):
    """Reservations that nobody can read cannot be answered."""

    code = "reason_missing"
    field = "reason"
    message = N_("Say what your reservations are. They are recorded with your vote.")


class ProxyReasonMissing(ReasonMissing):
    """The council must know on what ground somebody else votes for a seat."""

    message = N_("You vote as a proxy. Say why: the reason is recorded with the vote.")


class ReasonTooLong(DomainError):
    """A reason is read by the whole council."""

    code = "reason_too_long"
    field = "reason"
    message = N_("The reason is too long. Shorten it to %(limit)s characters or fewer.")


@step
def check_reason_step(*, choice: str, reason: str) -> str:
    """Return a ballot's reason as it is kept, or raise `ReasonMissing` or `ReasonTooLong`."""
    text = clean_text(reason)
    if choice == Choice.RESERVATIONS and not text:
        raise ReasonMissing()
    if len(text) > REASON_LENGTH:
        raise ReasonTooLong(limit=REASON_LENGTH)
    return text
