"""Who is present in a live session, and who may say so of which seat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from consult.council.models import Presence, Proxy, RollPerson, Seat, SeatPerson, Sitting
from consult.council.rules.motion import PENDING
from consult.council.rules.roll import PROXY_RANK
from consult.council.selectors.clock import database_now
from consult.council.selectors.proxies import proxies_holding


def last_presence(sitting: Sitting, seat: Seat) -> Presence | None:
    """Return what was last recorded of a seat, with its proxy, if it has joined the session."""
    found = sitting.presences.filter(seat=seat).select_related("proxy")
    last = found.order_by("-pk").first()
    return last if last is not None and last.joined else None


def presence_of(sitting: Sitting) -> dict[UUID, Presence]:
    """Return what was last recorded of each seat, with the holders of proxies, in one query."""
    presences = sitting.presences.select_related("proxy__holder").order_by("pk")
    return {each.seat_id: each for each in presences}


def seats_present(sitting: Sitting) -> dict[str, str]:
    """Return the seats that are present now, as the ledger names them, in one query.

    With each goes the person who said so as its proxy, or "": see `present_by_roll`.
    """
    return {
        f"seat:{seat}": last.proxy.holder.reference if last.proxy else ""
        for seat, last in presence_of(sitting).items()
        if last.joined
    }


@dataclass(frozen=True, slots=True)
class SeatHere:
    """A seat, since when it is present, by which proxy if by one, and what the reader is to it.

    `by_reader` says whether it is there because the reader, as its proxy, said so.
    """

    seat: Seat
    since: datetime | None
    proxy: Proxy | None
    own: bool
    represented: bool
    by_reader: bool

    @property
    def mine(self) -> bool:
        """Say whether the reader sits on the seat, or represents it."""
        return self.own or self.represented

    @property
    def to_join(self) -> bool:
        """Say whether the reader may say that it is here.

        Its own people may also where a proxy has said so, and a proxy where another proxy has.
        """
        over = self.own or (self.represented and not self.by_reader)
        return self.since is None or (self.proxy is not None and over)

    @property
    def to_leave(self) -> bool:
        """Say whether the reader may say that it has left; a proxy only what it said itself."""
        return not self.to_join and (self.own or not self.represented or self.by_reader)


def proxies_to_speak(sitting: Sitting, holder: Any) -> dict[UUID, Proxy]:
    """Return the proxies by which somebody may say of a seat that it is here, in two queries.

    These are the proxies that hold now, but of vacant seats, and those on the frozen roll of a
    motion that is still to be decided in this session, which keeps them whatever happened since.
    """
    rolls = RollPerson.objects.filter(
        user=holder,
        rank=PROXY_RANK,
        entry__seat=OuterRef("seat"),
        entry__motion__sitting=sitting,
        entry__motion__state__in=sorted(PENDING),
    )
    holding = proxies_holding(sitting.review, database_now()).values("pk")
    filled = SeatPerson.objects.filter(seat=OuterRef("seat"))
    proxies = Proxy.objects.filter(
        Exists(rolls) | (Q(pk__in=holding) & Exists(filled)), holder=holder, seat__active=True
    )
    return {each.seat_id: each for each in proxies.order_by("since", "pk")}


def seats_here(sitting: Sitting, reader: Any, *, may_run: bool) -> list[SeatHere]:
    """Return each active seat as the reader sees it, in five queries.

    Whoever may run the session records the presence of others by hand, and speaks as no proxy.
    """
    seats = (
        Seat.objects.filter(institution__review=sitting.review_id, active=True)
        .select_related("institution")
        .prefetch_related("people")
        .order_by("position", "institution__slug")
    )
    last = {seat: each for seat, each in presence_of(sitting).items() if each.joined}
    represented = {} if may_run else proxies_to_speak(sitting, reader)
    return [_as_seen(seat, last.get(seat.pk), reader, seat.pk in represented) for seat in seats]


def _as_seen(seat: Seat, last: Presence | None, reader: Any, represented: bool) -> SeatHere:
    proxy = last.proxy if last is not None else None
    return SeatHere(
        seat=seat,
        since=last.at if last is not None else None,
        proxy=proxy,
        own=any(person.user_id == reader.pk for person in seat.people.all()),
        represented=represented,
        by_reader=represented and proxy is not None and proxy.holder_id == reader.pk,
    )
