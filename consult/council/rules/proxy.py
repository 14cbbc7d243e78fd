"""Proxies: when one holds, and which may not be given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.core.errors import N_
from consult.council.rules.errors import RuleRefusal


class ProxyWithoutMember(RuleRefusal):
    """A vacant seat has nobody who could be represented."""

    code = "proxy_without_member"
    field = "seat"
    message = N_("This seat is vacant, so nobody can be represented. Give it a member first.")


class ProxyOnOwnSeat(RuleRefusal):
    """Members and alternates vote for their seat in a rank of their own."""

    code = "proxy_on_own_seat"
    field = "holder"
    message = N_("This person is a member or alternate of the seat already. Choose somebody else.")


class ProxyEndsFirst(RuleRefusal):
    """A proxy holds for a time."""

    code = "proxy_ends_first"
    field = "until"
    message = N_("The proxy would end before it begins. Choose a later end, or none.")


class ProxyOverlaps(RuleRefusal):
    """A seat has one proxy at a time."""

    code = "proxy_overlaps"
    status = 409
    field = "since"
    message = N_(
        "Another proxy of this seat holds in that time. Withdraw it first, or choose other dates."
    )


class ProxyChained(RuleRefusal):
    """A proxy is held in person and cannot be passed on."""

    code = "proxy_chained"
    status = 409
    field = "holder"
    message = N_(
        "Who is represented by a proxy cannot represent another seat at the same time: a proxy "
        "is held in person and never passed on. Choose somebody else, or other dates."
    )


@dataclass(frozen=True, slots=True)
class Grant:
    """A proxy that `giver`, the member of `seat`, gives to `holder`; it ends before `until`."""

    seat: str
    giver: str
    holder: str
    since: datetime
    until: datetime | None

    def overlaps(self, other: Grant) -> bool:
        """Say whether there is a moment at which both hold."""
        begins_first = other.until is None or self.since < other.until
        return begins_first and (self.until is None or other.since < self.until)


def require_grant(grant: Grant, people: Sequence[str], others: Iterable[Grant]) -> None:
    """Refuse a proxy that may not be given; `others` are those that stand.

    `people` are those of the seat, the member first. Raises `ProxyWithoutMember`,
    `ProxyOnOwnSeat`, `ProxyEndsFirst`, `ProxyOverlaps` where the seat has another in that time,
    and `ProxyChained` where the holder is represented, or the giver represents another seat.
    """
    if not people:
        raise ProxyWithoutMember()
    if grant.holder in people:
        raise ProxyOnOwnSeat()
    if grant.until is not None and grant.until <= grant.since:
        raise ProxyEndsFirst()
    same_time = [each for each in others if grant.overlaps(each)]
    if any(each.seat == grant.seat for each in same_time):
        raise ProxyOverlaps()
    if any(each.giver == grant.holder or each.holder == grant.giver for each in same_time):
        raise ProxyChained()
