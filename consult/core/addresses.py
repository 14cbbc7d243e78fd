"""E-mail addresses as people give them: one mailbox, written in whatever case."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q


def one_of(field: str, addresses: Iterable[str]) -> Q:
    """Return the condition that a column holds one of these addresses, in any case.

    No address is nobody's: without one, and for empty ones, nothing is found.
    """
    meant = Q(pk__in=[])
    for address in addresses:
        if address:
            meant |= Q(**{f"{field}__iexact": address})
    return meant
