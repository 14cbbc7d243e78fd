"""An account is erased, and every session that knows its address."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import ProtectedError

from consult.accounts.models import User
from consult.core.transactions import step

_AT_ONCE = 500


@step
def erase_account_step(*, person: User) -> bool:
    """Delete an account with its addresses, authenticators and roles; say whether it went.

    Guarantees that what the record says of the person's official acts stays, under their opaque
    key. Changes nothing, and returns False, for somebody who sits or sat in a council: a roll or
    a ballot names them, and those are never changed.
    """
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        return False
    return True


@step
def forget_sessions_step(*, keys: Sequence[str]) -> int:
    """End sessions; return how many there were."""
    ended = 0
    for first in range(0, len(keys), _AT_ONCE):
        ended += Session.objects.filter(pk__in=keys[first : first + _AT_ONCE]).delete()[0]
    return ended


def sessions_of(person_id: UUID | None, addresses: Sequence[str]) -> list[str]:
    """Reads only. Return the keys of the sessions of a person, or that hold one of the addresses.

    Every session is opened, since none says whose it is: call it before the transaction.
    """
    wanted = [address.lower() for address in addresses if address]
    found = []
    for session in Session.objects.iterator(chunk_size=_AT_ONCE):
        data = session.get_decoded()
        said = str(data).lower()
        is_theirs = person_id is not None and data.get("_auth_user_id") == str(person_id)
        if is_theirs or any(address in said for address in wanted):
            found.append(session.pk)
    return found
