"""What makes rows of a table those of one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from consult.comments.selectors import submissions_of
from consult.core.addresses import one_of
from moderation.models import Report


@dataclass(frozen=True, slots=True)
class Whose:
    """A person: the key of their account, and the addresses that are proven to be theirs."""

    key: UUID
    addresses: list[str]

    def reports(self) -> QuerySet[Report]:
        """Return the reports that the person filed."""
        named = Q(reporter=self.key) | Q(reporter_key=self.key)
        return Report.objects.filter(named | one_of("email", self.addresses))


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of one table that are held about a person.

    A row is theirs where a column of `keys` holds their account, one of `addresses` an address of
    theirs, or one of `texts` the public key of a text that they sent, and `only` holds; `also`
    names further rows. `says` are the names in the file with the columns that they give.
    """

    name: str
    model: type[Model]
    says: Mapping[str, str]
    keys: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    only: Q = field(default_factory=Q)
    also: Callable[[Whose], Q] = lambda whose: Q(pk__in=[])

    def rows(self, whose: Whose) -> list[dict[str, Any]]:
        """Return the person's rows in one query, in the order of their keys."""
        theirs = self.also(whose)
        for column in self.keys:
            theirs |= Q(**{column: whose.key})
        for column in self.addresses:
            theirs |= one_of(column, whose.addresses)
        sent = submissions_of(whose.key, whose.addresses).order_by().values("public_id")
        for column in self.texts:
            theirs |= Q(**{f"{column}__in": sent})
        found = self.model._default_manager.filter(theirs).filter(self.only)
        values = found.order_by("pk").values_list(*self.says.values())
        return [dict(zip(self.says, row, strict=True)) for row in values]
