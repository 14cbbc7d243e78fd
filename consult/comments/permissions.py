"""The signed link that lets a guest, and nobody else, confirm a text."""

from __future__ import annotations

from uuid import UUID

from django.core import signing

from consult.comments.models import Unconfirmed
from consult.comments.rules.confirmation import (
    CONFIRM_HOURS,
    CONFIRM_WITHIN,
    LinkExpired,
    LinkWrong,
)

_SALT = "consult.comments.confirm"


def confirmation_token(waiting: Unconfirmed) -> str:
    """Return the token of a confirmation link: signed JSON that names the text and the time."""
    return signing.dumps({"unconfirmed": str(waiting.pk)}, salt=_SALT)


def require_confirmation(token: str) -> UUID:
    """Return which text a token confirms.

    Raises `LinkExpired` after `CONFIRM_WITHIN` and `LinkWrong` for anything that was not signed
    here for this purpose. Nothing is unpickled: the payload is JSON.
    """
    try:
        payload = signing.loads(token, salt=_SALT, max_age=CONFIRM_WITHIN)
        return UUID(payload["unconfirmed"])
    except signing.SignatureExpired:
        raise LinkExpired(hours=CONFIRM_HOURS) from None
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise LinkWrong() from None
