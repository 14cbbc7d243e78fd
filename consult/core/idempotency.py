"""The same request twice makes one thing, and both get the same answer."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction

from consult.core.errors import KeyReused
from consult.core.models import RequestKey
from consult.core.models.request_key import SCOPE_LENGTH
from consult.core.transactions import step
from consult.ledger.canonical import canonical_bytes


def fingerprint(body: dict[str, Any]) -> str:
    """Return the SHA-256 of the request's body in canonical JSON, as hexadecimal."""
    return hashlib.sha256(canonical_bytes(body)).hexdigest()


@step
def forget_requests(results: Iterable[str]) -> int:
    """Forget what requests said that made these things; return how many there were.

    A fingerprint is a plain hash, by which a text could be guessed. The keys stay, so that the
    same form sent again does not make the thing a second time: it is refused with `KeyReused`.
    """
    return RequestKey.objects.filter(result__in=list(results)).update(fingerprint="")


@step
def once(
    *,
    scope: str,
    key: uuid.UUID,
    body: dict[str, Any],
    make: Callable[[], str],
    foreseen: str = "",
) -> str:
    """Call `make` once for this key and return what it returned, then and ever after.

    `scope` names the act and, where it matters, the actor, so that nobody meets another's keys;
    `make` returns the identifier of what it made (64 characters at most); where that is known
    beforehand, `foreseen` saves writing it afterwards.

    A second request with the same key waits for the first to end, since both insert the same
    unique row, and then gets the first one's result. The same key with another body raises
    `KeyReused` and changes nothing. A scope of more than 40 characters raises `ValueError`.
    """
    if len(scope) > SCOPE_LENGTH:
        # SQLite would keep it, and PostgreSQL refuse every request of this kind.
        raise ValueError(f"The scope {scope} is longer than {SCOPE_LENGTH} characters.")
    print_ = fingerprint(body)
    try:
        with transaction.atomic():
            row = RequestKey.objects.create(
                scope=scope, key=key, fingerprint=print_, result=foreseen
            )
    except IntegrityError:
        earlier = RequestKey.objects.get(scope=scope, key=key)
        if earlier.fingerprint != print_:
            raise KeyReused() from None
        return earlier.result
    made = make()
    if made != foreseen:
        row.result = made
        row.save(update_fields=["result"])
    return made
