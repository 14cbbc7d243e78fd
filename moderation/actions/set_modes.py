"""Whether texts are read before or after they are published is set anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.journal import record
from consult.core.transactions import command, step
from consult.reviews.models import Review
from moderation.models import ModeSetting
from moderation.rules.modes import (
    HIGHEST_THRESHOLD,
    LOWEST_THRESHOLD,
    HoursWrong,
    Mode,
    ModeNotForGuests,
    ThresholdWrong,
    checked_holidays,
    hours_in,
)


@step
def set_modes_step(
    *,
    actor: Any,
    review: Review,
    guests: Mode,
    accounts: Mode,
    members: Mode,
    threshold: int,
    keeps_hours: bool,
    days: Iterable[int],
    opens_at: time,
    closes_at: time,
    holidays: str = "",
) -> ModeSetting:
    """Set the modes of a review from now on; what has come in stays as it is.

    `threshold` is the highest sum of signals with which a text may be published unread. With
    `keeps_hours` everything outside `days` (0 is Monday), the times and the `holidays` (ISO
    dates) is read first. Guarantees a new numbered setting and a ledger entry. Raises
    `ModeNotForGuests`, `ThresholdWrong`, `HoursWrong` or `HolidayWrong`.
    """
    require(actor, "moderation.set_modes", review)
    if Mode(guests) is Mode.TRUSTED:
        raise ModeNotForGuests()
    if not LOWEST_THRESHOLD <= threshold <= HIGHEST_THRESHOLD:
        raise ThresholdWrong(lowest=LOWEST_THRESHOLD, highest=HIGHEST_THRESHOLD)
    if opens_at >= closes_at:
        raise HoursWrong()
    free, weekdays = checked_holidays(holidays), sorted(set(days))
    hours_in(days=weekdays, opens_at=opens_at, closes_at=closes_at, holidays=free)
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    setting = ModeSetting.objects.create(
        review=review,
        number=ModeSetting.objects.filter(review=review).count() + 1,
        guests=Mode(guests),
        accounts=Mode(accounts),
        members=Mode(members),
        threshold=threshold,
        keeps_hours=keeps_hours,
        days=weekdays,
        opens_at=opens_at,
        closes_at=closes_at,
        holidays=free,
        set_by=actor,
        set_at=timezone.now(),
    )
    _record(actor, review, setting)
    return setting


def _record(actor: Any, review: Review, setting: ModeSetting) -> None:
    record(
        review.log_id,
        "moderation.mode_set.v1",
        actor=actor.reference,
        subject=setting.reference,
        data={
            "number": setting.number,
            "guests": str(setting.guests),
            "accounts": str(setting.accounts),
            "members": str(setting.members),
            "threshold": setting.threshold,
            "keeps_hours": setting.keeps_hours,
            "days": setting.days,
            "opens_at": setting.opens_at.isoformat(timespec="minutes"),
            "closes_at": setting.closes_at.isoformat(timespec="minutes"),
            "holidays": setting.holidays,
        },
    )


@command
def set_modes(**arguments: Any) -> ModeSetting:
    """Set the modes of a review: see `set_modes_step`."""
    return set_modes_step(**arguments)
