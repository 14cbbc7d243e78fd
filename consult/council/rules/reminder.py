"""When seats that have not voted are reminded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from consult.core.errors import N_
from consult.council.rules.errors import RuleRefusal
from consult.council.rules.stage import Stage


class Occasion(StrEnum):
    """A day or two hours before the close, or whenever the secretary asks for it."""

    DAY = "day"
    HOURS = "hours"
    BY_HAND = "by_hand"


AHEAD = {Occasion.DAY: timedelta(hours=24), Occasion.HOURS: timedelta(hours=2)}
PAUSE = timedelta(hours=1)
"""Between two reminders by hand: more would be a nuisance, and tell who has not voted."""


class NoReminderInSilence(RuleRefusal):
    """Whoever says nothing in a silence procedure has said what they wish to say."""

    code = "no_reminder_in_silence"
    status = 409
    message = N_("In a silence procedure nobody is reminded: saying nothing is an answer.")


class RemindedJustNow(RuleRefusal):
    """A reminder by hand follows another after a pause."""

    code = "reminded_just_now"
    status = 429
    message = N_("A reminder was sent less than an hour ago. Wait before you send another.")


def occasion_due(
    opened: datetime, closes: datetime, now: datetime, sent: Collection[str]
) -> Occasion | None:
    """Return the reminder that is due at `now`, or None.

    Only the one nearest to the close is ever due, so nobody gets two at once; one whose time lay
    before the vote opened is left out, and none is sent twice for a motion.
    """
    if not opened <= now < closes:
        return None
    nearest = min(
        (each for each in AHEAD if closes - AHEAD[each] <= now),
        key=lambda each: AHEAD[each],
        default=None,
    )
    if nearest is None or nearest in sent or opened > closes - AHEAD[nearest]:
        return None
    return nearest


def require_by_hand(stage: Stage, last: datetime | None, now: datetime) -> None:
    """Refuse a reminder in silence (`NoReminderInSilence`) or too soon (`RemindedJustNow`)."""
    if stage is Stage.SILENCE:
        raise NoReminderInSilence()
    if last is not None and now < last + PAUSE:
        raise RemindedJustNow()
