"""Rival amendments are put together, in a stated order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.numbers import next_number
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.council.actions.notice_motion import notice_motion_step
from consult.council.models import AmendmentOrder, Motion, RivalPlace
from consult.council.models.extension import REASON_LENGTH
from consult.council.rules.amending import touched
from consult.council.rules.motion import Kind, State
from consult.council.rules.rivals import Turn, require_rivals
from consult.council.selectors.clock import database_now
from consult.ledger.instant import format_instant
from consult.reviews.models import Review


class OrderUnexplained(DomainError):
    """An order can decide what is adopted, so the council reads why it is this one."""

    code = "order_unexplained"
    field = "reason"
    message = N_("Say why the amendments are voted on in this order.")


class OrderReasonTooLong(DomainError):
    """A reason is one paragraph on the motion's page."""

    code = "order_reason_too_long"
    field = "reason"
    message = N_("The reason is too long. Shorten it to %(limit)s characters or fewer.")


class AmendmentNoDraft(DomainError):
    """An order is made of drafts: what the council was told of has its own times."""

    code = "amendment_no_draft"
    status = 409
    message = N_("One of these amendments is no draft any more. Reload the page and choose again.")


@step
def order_amendments_step(
    *,
    actor: Any,
    review: Review,
    places: Mapping[UUID, int],
    reason: str,
    period: timedelta,
    opens_at: datetime | None,
    key: UUID,
) -> AmendmentOrder:
    """Put drafts of amendments on one passage to the council, to be voted on one after the other.

    `places` gives each draft its place. The first opens at `opens_at`, or at once, each other when
    those before it were not adopted; each is open for `period`. Guarantees that the order stands
    in the ledger with all its motions before any ballot, and what `notice_motion_step` does, for
    each; and that the same key with the same order returns the first one. Refuses what is no draft
    of an amendment (`AmendmentNoDraft`), what `require_rivals` and `notice_motion_step` refuse,
    and no reason (`OrderUnexplained`).
    """
    require(actor, "council.put_motion", review)
    text = clean_text(reason)
    if not text:
        raise OrderUnexplained()
    if len(text) > REASON_LENGTH:
        raise OrderReasonTooLong(limit=REASON_LENGTH)
    turn = Turn(place=1, period=period, opens_at=opens_at)
    name = once(
        scope=f"rivals:{actor.pk.hex}",
        key=key,
        body={
            "review": str(review.pk),
            "places": {str(motion): place for motion, place in sorted(places.items())},
            "reason": text,
            "period": int(period.total_seconds()),
            "opens_at": opens_at and format_instant(opens_at),
        },
        make=lambda: str(_order(actor, review, places, text, turn).pk),
    )
    return AmendmentOrder.objects.get(pk=name)


def _order(
    actor: Any, review: Review, places: Mapping[UUID, int], reason: str, turn: Turn
) -> AmendmentOrder:
    drafts = _drafts(review, places)
    order = AmendmentOrder.objects.create(
        review=review,
        number=_number(review),
        reason=reason,
        period=turn.period,
        stated_at=database_now(),
        stated_by=actor,
    )
    numbers = []
    for place, draft in enumerate(sorted(drafts, key=lambda each: places[each.pk]), start=1):
        motion = notice_motion_step(
            actor=actor, motion_id=draft.pk, turn=replace(turn, place=place)
        )
        if place == 1:
            turn = replace(turn, opens_at=motion.opens_at)
        RivalPlace.objects.create(order=order, motion=motion, place=place)
        numbers.append(motion.number)
    record(
        review.log_id,
        "amendments.ordered.v1",
        actor=actor.reference,
        subject=order.reference,
        data={
            "order": order.number,
            "motions": numbers,
            "reason": reason,
            "period": int(turn.period.total_seconds()),
        },
    )
    return order


def _drafts(review: Review, places: Mapping[UUID, int]) -> list[Motion]:
    """Lock the drafts and return them; refuse what is none, and what are no rivals."""
    found = Motion.objects.select_for_update().filter(
        pk__in=places, review=review, kind=Kind.AMENDMENT, state=State.DRAFT
    )
    drafts = list(found.order_by("pk"))
    if len(drafts) != len(places):
        raise AmendmentNoDraft()
    kept = [(draft.proposal or {})["amendment"] for draft in drafts]
    require_rivals(
        list(places.values()),
        [each["rendering"] for each in kept],
        [touched(each["operations"]) for each in kept],
    )
    return drafts


def _number(review: Review) -> str:
    name = f"{review.number_prefix}-A"
    return f"{name}-{next_number(name):03d}"


@command
def order_amendments(**arguments: Any) -> AmendmentOrder:
    """Put rival amendments in a stated order: see `order_amendments_step`."""
    return order_amendments_step(**arguments)
