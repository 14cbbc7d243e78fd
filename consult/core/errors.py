"""Typed refusals: what the domain says no to, without a word about HTTP.

Plain Python, so that pure rules and the offline verifier may raise them. A view turns an error
into a message in the reader's language; the API turns it into problem details (RFC 9457).
"""

from __future__ import annotations

from typing import Any, ClassVar


def N_(message: str) -> str:
    """Mark a sentence for the message catalogues and return it unchanged.

    The translation happens where the sentence is shown, since rules know no language.
    """
    return message


class DomainError(Exception):
    """A refusal that a person can cause, with a stable code and a sentence that helps.

    `message` holds named placeholders that `params` fills after translation. `field` names the
    form field that the sentence belongs to, if there is one. `status` is the HTTP status that
    fits the refusal.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    field: ClassVar[str | None] = None
    message: ClassVar[str] = N_("This cannot be done.")

    def __init__(self, **params: Any) -> None:
        self.params = params
        super().__init__(self.message % params if params else self.message)


class NotPermitted(DomainError):
    """The actor holds no role that allows this."""

    code = "not_permitted"
    status = 403
    message = N_("Your role in this review does not allow this.")


class NotThere(DomainError):
    """The object does not exist, or belongs to somebody whose objects the actor may not see.

    Both answer alike, so that nobody learns from an address whether something exists.
    """

    code = "not_there"
    status = 404
    message = N_("This page or entry does not exist, or you are not allowed to see it.")


class SecondFactorMissing(DomainError):
    """A staff or council role does nothing until a second factor is set up."""

    code = "second_factor_missing"
    status = 403
    message = N_(
        "Your role needs a second factor. Set up an authenticator app or a passkey under "
        "“My account”, then try again."
    )


class KeyReused(DomainError):
    """An idempotency key came back with another body: neither is overwritten."""

    code = "key_reused"
    status = 409
    message = N_(
        "This form was already sent with a different text. Your earlier text is safe. "
        "Send this one as a new entry."
    )


class TextRefused(DomainError):
    """The text holds something that cannot be stored faithfully, such as a NUL character."""

    code = "text_refused"
    message = N_(
        "The text contains a character that cannot be stored (%(character)s). "
        "Remove it and send the text again."
    )
