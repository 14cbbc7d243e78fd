"""The signed link that lets a guest, and nobody else, confirm a text."""

from __future__ import annotations

from uuid import UUID

from django.core import signing

from consult.comments.models import SentDocument, Unconfirmed
from consult.comments.rules.confirmation import (
    CONFIRM_HOURS,
    CONFIRM_WITHIN,
    LinkExpired,
    LinkWrong,
)

_SALT = "consult.comments.confirm"
_DOCUMENT_SALT = "consult.comments.confirm-document"


def confirmation_token(waiting: Unconfirmed) -> str:
    """Return the token of a confirmation link: signed JSON that names the text and the time."""
    return signing.dumps({"unconfirmed": str(waiting.pk)}, salt=_SALT)


def document_token(document: SentDocument) -> str:
    """Return the token of the link that confirms everything from one file."""
    return signing.dumps({"document": str(document.pk)}, salt=_DOCUMENT_SALT)


def require_confirmation(token: str) -> UUID:
    """Return which text a token confirms.

    Raises `LinkExpired` after `CONFIRM_WITHIN` and `LinkWrong` for anything that was not signed
    here for this purpose. Nothing is unpickled: the payload is JSON.
    """
    return _signed(token, _SALT, "unconfirmed")


def require_document_confirmation(token: str) -> UUID:
    """Return which file's comments a token confirms; raises as `require_confirmation`."""
    return _signed(token, _DOCUMENT_SALT, "document")


def _signed(token: str, salt: str, name: str) -> UUID:
    try:
        payload = signing.loads(token, salt=salt, max_age=CONFIRM_WITHIN)
        return UUID(payload[name])
    except signing.SignatureExpired:
        raise LinkExpired(hours=CONFIRM_HOURS) from None
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise LinkWrong() from None
