"""A lead moderator says who is on duty when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_, NotThere
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.transactions import command, step
from consult.ledger.instant import format_instant
from consult.reviews.models import Review
from moderation.models import Duty
from moderation.rules.rota import Shift, require_sound
from moderation.selectors import duty_called, moderators_of


class NotAModerator(DomainError):
    """Only those who moderate the review can be on duty."""

    code = "not_a_moderator"
    field = "person"
    message = N_("Choose somebody who moderates this review.")


@step
def add_duty_step(
    *,
    actor: Any,
    review: Review,
    person_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    weekly: bool = False,
    last_day: date | None = None,
    key: UUID,
) -> Duty:
    """Put a turn into the rota, once for a key; `last_day` is of the review's zone.

    Guarantees a ledger entry that names the person by their reference. Raises `NotAModerator`,
    `TurnWrong` or `LastDayWrong`.
    """
    require(actor, "moderation.set_rota", review)
    shift = Shift(starts_at, ends_at, weekly, last_day)
    require_sound(shift, ZoneInfo(review.timezone))
    person = next((one for one in moderators_of(review) if one.pk == person_id), None)
    if person is None:
        raise NotAModerator()

    def make() -> str:
        duty = Duty.objects.create(
            review=review,
            person=person,
            starts_at=starts_at,
            ends_at=ends_at,
            weekly=weekly,
            last_day=last_day,
        )
        _record(actor, duty, "added")
        return str(duty.pk)

    body = {"person": str(person_id), "starts": format_instant(starts_at), "weekly": weekly}
    body |= {"ends": format_instant(ends_at), "last": last_day.isoformat() if last_day else ""}
    made = once(scope=f"rota:{actor.pk.hex}", key=key, body=body, make=make)
    return Duty.objects.get(pk=made)


@step
def remove_duty_step(*, actor: Any, review: Review, duty_id: UUID) -> None:
    """Take a turn, with all its repetitions, out of the rota; raises `NotThere`."""
    require(actor, "moderation.set_rota", review)
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    duty = duty_called(review, duty_id)
    if duty is None:
        raise NotThere()
    _record(actor, duty, "removed")
    duty.delete()


def _record(actor: Any, duty: Duty, change: str) -> None:
    record(
        duty.review.log_id,
        "rota.changed.v1",
        actor=actor.reference,
        subject=duty.reference,
        data={
            "change": change,
            "person": duty.person.reference,
            "starts_at": format_instant(duty.starts_at),
            "ends_at": format_instant(duty.ends_at),
            "weekly": duty.weekly,
        },
    )


@command
def add_duty(**arguments: Any) -> Duty:
    """Put a turn into the rota: see `add_duty_step`."""
    return add_duty_step(**arguments)


@command
def remove_duty(**arguments: Any) -> None:
    """Take a turn out of the rota: see `remove_duty_step`."""
    remove_duty_step(**arguments)
