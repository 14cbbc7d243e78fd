"""The roll of a motion is frozen: who may vote on it, whatever changes afterwards."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from consult.accounts.models import User
from consult.core.errors import DomainError, N_
from consult.core.journal import hold
from consult.core.transactions import step
from consult.council.models import Motion, RollEntry, RollPerson, Seat
from consult.council.rules.errors import ProxiesExceeded
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import PROXY_RANK
from consult.council.selectors.names import names_of
from consult.council.selectors.proxies import proxies_holding
from consult.council.selectors.seats import seats_on


class RollEmpty(DomainError):
    """A council in which nobody can vote cannot decide anything."""

    code = "roll_empty"
    status = 409
    message = N_("The council has no seat with a member yet. Set its seats first.")


@step
def freeze_roll_step(*, motion: Motion) -> None:
    """Copy every seat that is active when the motion opens, with names, weight, block and people.

    Vacant seats are copied too, since rules may count them. Where the rules allow proxies, those
    that hold at the opening stand after a seat's own people. Guarantees that the roll is what
    follows from the seats and proxies that stand in the log before it. Raises `RollEmpty` where
    nobody could vote for any seat, and `ProxiesExceeded` where somebody is the proxy of more seats
    than the rules allow.
    """
    if not motion.rehearsal:
        hold(motion.review.log_id)
    seats = list(
        seats_on(motion.review, motion.opens_at)
        .select_related("institution")
        .prefetch_related("people")
        .order_by("position", "institution__slug", "pk")
    )
    if not any(seat.people.all() for seat in seats):
        raise RollEmpty()
    proxies = _proxies(motion, seats)
    entries = RollEntry.objects.bulk_create(
        RollEntry(
            motion=motion,
            seat=seat,
            institution_name=names_of(seat.institution),
            weight=seat.weight,
            block=seat.block,
            position=place,
        )
        for place, seat in enumerate(seats)
    )
    RollPerson.objects.bulk_create(
        RollPerson(entry=entry, user_id=user, rank=rank)
        for entry, seat in zip(entries, seats, strict=True)
        for rank, user in _ranks(seat, proxies)
    )


def _ranks(seat: Seat, proxies: dict[UUID, User]) -> list[tuple[int, UUID]]:
    """Return who may vote for a seat: its people, then its proxy."""
    ranks = [(person.rank, person.user_id) for person in seat.people.all()]
    return ranks + ([(PROXY_RANK, proxies[seat.pk].pk)] if seat.pk in proxies else [])


def _proxies(motion: Motion, seats: list[Seat]) -> dict[UUID, User]:
    """Return the proxy of each seat that has one when the motion opens, as the rules allow.

    Whoever has come to sit on the seat since, or represents one that has become vacant, is none.
    """
    limit = parse_rules(motion.rules).proxies
    if limit == 0:
        return {}
    people = {seat.pk: {person.user_id for person in seat.people.all()} for seat in seats}
    found = {}
    held: dict[UUID, list[User]] = defaultdict(list)
    for proxy in proxies_holding(motion.review, motion.opens_at).select_related("holder"):
        own = people.get(proxy.seat_id)
        if own and proxy.holder_id not in own:
            found[proxy.seat_id] = proxy.holder
            held[proxy.holder_id].append(proxy.holder)
    for holders in held.values():
        if limit is not None and len(holders) > limit:
            raise ProxiesExceeded(person=str(holders[0]), held=len(holders), limit=limit)
    return found
