"""The council as the log tells it, against which every frozen roll is held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from consult.council.rules.roll import PROXY_RANK, Roll, Seat
from consult.ledger.instant import parse_instant

# The log does not say in which zone a seat's days are counted: somewhere it is another day.
_FARTHEST_EAST, _FARTHEST_WEST = timedelta(hours=14), timedelta(hours=-12)


@dataclass
class Seats:
    """Every seat as it was last set, and the proxies of each that were given and not withdrawn."""

    _set: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _proxies: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=dict)
    _seat_of_proxy: dict[str, str] = field(default_factory=dict)

    def happen(self, event: str, data: Mapping[str, Any]) -> Iterator[str]:
        """Take one event of the council; other events than of seats and proxies are none of it."""
        if event == "council.seat_set.v1":
            self._set[data["seat"]] = data
        elif event == "council.proxy_given.v1":
            if data["seat"] not in self._set:
                yield f"{data['seat']} gives a proxy and was never set"
            self._proxies.setdefault(data["seat"], {})[data["proxy"]] = data
            self._seat_of_proxy[data["proxy"]] = data["seat"]
        elif event == "council.proxy_withdrawn.v1":
            seat = self._seat_of_proxy.pop(data["proxy"], None)
            if seat is None:
                yield "this proxy was not given, or was withdrawn before"
            else:
                del self._proxies[seat][data["proxy"]]

    def against(self, roll: Roll, opens_at: str, *, proxies: bool) -> Iterator[str]:
        """Say how a roll differs from the seats that stand now and are active at the opening.

        `proxies` says whether the rules allow any. Names of institutions are not compared, since
        an institution may have been renamed.
        """
        moment = parse_instant(opens_at)
        for seat in roll.seats:
            if seat.seat not in self._set:
                yield f"the roll names {seat.seat}, which was never set"
                continue
            data = self._set[seat.seat]
            if not _active(data, moment, surely=False):
                yield f"the roll names {seat.seat}, which is not active when voting opens"
            holder = self._proxy(data, moment) if proxies else None
            yield from _differing(seat, data, holder)
        named = {seat.seat for seat in roll.seats}
        for name, data in self._set.items():
            if name not in named and _active(data, moment, surely=True):
                yield f"the roll lacks {name}, which was set before"

    def _proxy(self, data: Mapping[str, Any], moment: datetime) -> str | None:
        """Return who is the proxy of a seat at a moment: nobody of its own, nor of a vacant one."""
        own = {each["person"] for each in data["people"]}
        for proxy in self._proxies.get(data["seat"], {}).values():
            if (
                own
                and proxy["holder"] not in own
                and parse_instant(proxy["since"]) <= moment
                and (proxy["until"] is None or moment < parse_instant(proxy["until"]))
            ):
                return str(proxy["holder"])
        return None


def _differing(seat: Seat, data: Mapping[str, Any], proxy: str | None) -> Iterator[str]:
    """Say how a seat on the roll differs from what was set, and from whoever is its proxy."""
    if seat.weight != data["weight"]:
        yield f"the roll gives {seat.seat} another weight than was set"
    if seat.block != data.get("block"):
        yield f"the roll gives {seat.seat} another block than was set"
    people = [(each["rank"], each["person"]) for each in data["people"]]
    people += [] if proxy is None else [(PROXY_RANK, proxy)]
    if sorted((each.rank, each.person) for each in seat.people) != sorted(people):
        yield f"the roll gives {seat.seat} other people than were set, or another proxy"


def _active(data: Mapping[str, Any], moment: datetime, *, surely: bool) -> bool:
    """Tell whether a seat is active at a moment: in every zone, or in some."""
    day = moment.astimezone(UTC)
    earliest, latest = (day + _FARTHEST_WEST).date(), (day + _FARTHEST_EAST).date()
    if not surely:
        earliest, latest = latest, earliest
    first, last = data.get("active_from"), data.get("active_until")
    return not (
        (first is not None and earliest.isoformat() < first)
        or (last is not None and latest.isoformat() > last)
    )
