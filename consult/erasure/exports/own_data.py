"""All that is held about a person, as a file that any program reads (GDPR, Articles 15 and 20)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from consult.accounts.models import User
from consult.erasure.exports.holding import Whose
from consult.erasure.exports.holdings import HOLDINGS
from consult.erasure.selectors import addresses_of

FORMAT: Final = "consult.own-data.v1"


def own_data(person: User, now: datetime) -> dict[str, Any]:
    """Return what is held about an account and what was sent as a guest from its addresses.

    One query for each table, however many rows there are. Nobody else is named, but where a text
    of somebody does so.
    """
    whose = Whose(person.pk, addresses_of(person))
    return {
        "format": FORMAT,
        "made_at": now,
        "held": {holding.name: holding.rows(whose) for holding in HOLDINGS},
    }
