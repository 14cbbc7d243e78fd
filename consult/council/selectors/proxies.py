"""The proxies of a council: those that stand, those that hold at a moment, and all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from consult.council.models import Proxy, SeatPerson
from consult.council.rules.proxy import Grant
from consult.reviews.models import Review

# What a page lists at most; older ones stand in the ledger.
MOST_SHOWN = 500


def proxies_holding(review: Review, at: datetime) -> QuerySet[Proxy]:
    """Return the proxies that hold at a moment: from their first instant, until their last."""
    return Proxy.objects.filter(
        Q(until__isnull=True) | Q(until__gt=at),
        seat__institution__review=review,
        since__lte=at,
        withdrawn_at__isnull=True,
    )


def standing_grants(review: Review) -> list[Grant]:
    """Return every proxy that is not withdrawn, as the rules know it, in two queries."""
    members = dict(
        SeatPerson.objects.filter(seat__institution__review=review, rank=0).values_list(
            "seat", "user"
        )
    )
    proxies = Proxy.objects.filter(seat__institution__review=review, withdrawn_at__isnull=True)
    return [
        Grant(
            seat=str(proxy.seat_id),
            giver=str(members.get(proxy.seat_id, "")),
            holder=str(proxy.holder_id),
            since=proxy.since,
            until=proxy.until,
        )
        for proxy in proxies
    ]


@dataclass(frozen=True, slots=True)
class ProxyRow:
    """A proxy in the list, and how it stands now: coming, holding, over or withdrawn."""

    proxy: Proxy
    standing: str


def proxies_shown(review: Review, now: datetime) -> list[ProxyRow]:
    """Return the proxies of a review, the latest first, in one query."""
    proxies = (
        Proxy.objects.filter(seat__institution__review=review)
        .select_related("seat__institution", "holder")
        .order_by("-since", "pk")
    )
    return [ProxyRow(proxy, _standing(proxy, now)) for proxy in proxies[:MOST_SHOWN]]


def _standing(proxy: Proxy, now: datetime) -> str:
    if proxy.withdrawn_at is not None:
        return "withdrawn"
    if now < proxy.since:
        return "coming"
    return "holding" if proxy.until is None or now < proxy.until else "over"
