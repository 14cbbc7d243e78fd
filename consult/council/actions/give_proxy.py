"""A seat gets a proxy, or loses it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from consult.accounts.models import User
from consult.accounts.permissions import require, require_to_see
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import granted_roles
from consult.core.errors import NotThere
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.transactions import command, step
from consult.council.actions.set_seat import NotCouncilMember
from consult.council.models import Proxy, Seat
from consult.council.rules.proxy import Grant, require_grant
from consult.council.selectors.clock import database_now
from consult.council.selectors.proxies import standing_grants
from consult.ledger.instant import format_instant
from consult.reviews.models import Review


class HolderNotMember(NotCouncilMember):
    """Whoever votes for another seat must hold the role that lets them vote."""

    field = "holder"


def _write(
    seat: Seat, holder: User, since: datetime, until: datetime | None, actor: Any, review: Review
) -> str:
    """Ask the rule, keep the proxy and journal it; return its name."""
    people = list(seat.people.order_by("rank"))
    names = [str(person.user_id) for person in people]
    giver = names[0] if names else ""
    grant = Grant(str(seat.pk), giver, str(holder.pk), since, until)
    require_grant(grant, names, standing_grants(review))
    if Role.COUNCIL_MEMBER not in granted_roles(holder, review):
        raise HolderNotMember(name=str(holder))
    proxy = Proxy.objects.create(
        seat=seat,
        holder=holder,
        since=since,
        until=until,
        given_at=database_now(),
        given_by=actor,
    )
    record(
        review.log_id,
        "council.proxy_given.v1",
        actor=actor.reference,
        subject=proxy.reference,
        data={
            "proxy": proxy.reference,
            "seat": seat.reference,
            "giver": people[0].user.reference,
            "holder": holder.reference,
            "since": format_instant(since),
            "until": until and format_instant(until),
        },
    )
    return str(proxy.pk)


@step
def give_proxy_step(
    *,
    actor: Any,
    review: Review,
    seat_id: UUID,
    holder: User,
    since: datetime,
    until: datetime | None,
    key: UUID,
) -> Proxy:
    """Let `holder` vote for a seat from `since` until before `until`, after its own people.

    The secretary of the council may. A motion whose roll is frozen keeps its roll. The same key
    with the same words returns the first proxy. Refuses a seat of another review (`NotThere`), a
    holder without the role of a council member (`HolderNotMember`), and what `require_grant`
    refuses: a vacant seat, a person of the seat itself, a second proxy at one time, a chain.
    """
    require(actor, "council.set_seats", review)
    # The review's row is the lock, since a chain may run over several seats.
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    seat = Seat.objects.filter(institution__review=review, active=True, pk=seat_id).first()
    if seat is None:
        raise NotThere()
    body = {
        "seat": str(seat_id),
        "holder": str(holder.pk),
        "since": format_instant(since),
        "until": until and format_instant(until),
    }
    name = once(
        scope=f"proxy:{actor.pk.hex}",
        key=key,
        body=body,
        make=lambda: _write(seat, holder, since, until, actor, review),
    )
    return Proxy.objects.select_related("seat__institution", "holder").get(pk=name)


@step
def withdraw_proxy_step(*, actor: Any, proxy_id: UUID) -> Proxy:
    """Let a proxy hold no longer; one that is withdrawn already stays as it is.

    The secretary of its council may; others find nothing (`NotThere`). A motion whose roll is
    frozen keeps it.
    """
    proxies = Proxy.objects.select_related("seat__institution__review", "holder")
    proxy = proxies.select_for_update(of=("self",), no_key=True).filter(pk=proxy_id).first()
    if proxy is None:
        raise NotThere()
    review = proxy.seat.institution.review
    require_to_see(actor, "council.set_seats", review)
    if proxy.withdrawn_at is not None:
        return proxy
    proxy.withdrawn_at = database_now()
    proxy.save(update_fields=["withdrawn_at"])
    record(
        review.log_id,
        "council.proxy_withdrawn.v1",
        actor=actor.reference,
        subject=proxy.reference,
        data={"proxy": proxy.reference, "withdrawn_at": format_instant(proxy.withdrawn_at)},
    )
    return proxy


@command
def give_proxy(**arguments: Any) -> Proxy:
    """Give a seat a proxy: see `give_proxy_step`."""
    return give_proxy_step(**arguments)


@command
def withdraw_proxy(**arguments: Any) -> Proxy:
    """Withdraw a proxy: see `withdraw_proxy_step`."""
    return withdraw_proxy_step(**arguments)
