"""Whom a lead may trust, and what has to be said of it."""

from __future__ import annotations

from consult.core.errors import DomainError, N_


class TrustReasonMissing(DomainError):
    """Trust is given or withdrawn without a reason."""

    code = "trust_reason_missing"
    field = "reason"
    message = N_("Say why. The reason is kept with your name.")


class AuthorUnknown(DomainError):
    """The number belongs to no text by an account in this review."""

    code = "author_unknown"
    field = "number"
    message = N_(
        "No text with this number was sent from an account in this review. Guests cannot be "
        "trusted, since nobody knows whether it is the same person the next time."
    )


class OwnTrust(DomainError):
    """A lead would trust themselves."""

    code = "own_trust"
    status = 403
    field = "number"
    message = N_("You wrote this text. Another lead moderator may trust you.")
