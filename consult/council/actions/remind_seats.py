"""Seats that have not voted are reminded by mail."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.utils.translation import override

from consult.accounts.models import User
from consult.accounts.permissions import require
from consult.core.transactions import command, step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.open_motion import open_motion_step
from consult.council.models import Motion, Reminder, RollEntry
from consult.council.permissions import motion_to_see
from consult.council.rules.motion import require_open
from consult.council.rules.reminder import Occasion, occasion_due, require_by_hand
from consult.council.rules.stage import Stage
from consult.council.selectors.clock import database_now
from consult.council.selectors.deadline import stage_now, stage_opened
from consult.council.selectors.names import name_shown
from consult.council.selectors.unvoted import unvoted_seats
from consult.notices.actions import tell_step


@step
def remind_seats_step(*, actor: Any | None, motion_id: UUID) -> bool:
    """Remind everybody of the seats that have not voted; say whether a reminder was due.

    `actor` is the council's secretary, who may once an hour, or None for the clock: a day and two
    hours before the close, once each, and not where the vote opened later than that. Guarantees
    that a mail names the reader's own seats and the deadline, and neither how nor how many others
    voted; that only the roll is told; and that nobody is reminded twice for one occasion, since
    casting takes the same lock. Refuses a motion that takes no ballots (`MotionNotYetOpen`,
    `MotionClosed`), silence (`NoReminderInSilence`) and haste (`RemindedJustNow`).
    """
    if actor is not None:
        require(actor, "council.remind_seats", motion_to_see(actor, motion_id).review)
    motion = lock_motion_step(motion_id=motion_id)
    open_motion_step(motion=motion)
    now = database_now()
    sent = {each.occasion: each.sent_at for each in motion.reminders.order_by("pk")}
    occasion: Occasion | None = Occasion.BY_HAND
    if actor is None:
        if stage_now(motion) is Stage.SILENCE:
            return False
        occasion = occasion_due(stage_opened(motion), motion.closes_at, now, sent)
    else:
        require_open(motion.state, motion.opens_at, motion.closes_at, now)
        require_by_hand(stage_now(motion), sent.get(Occasion.BY_HAND), now)
    if occasion is None:
        return False
    Reminder.objects.create(motion=motion, occasion=occasion, sent_at=now, sent_by=actor)
    _tell(motion)
    return True


def _tell(motion: Motion) -> None:
    """Send each person one mail in their language, whatever number of seats it names."""
    seats: dict[User, list[RollEntry]] = defaultdict(list)
    for entry in unvoted_seats(motion).prefetch_related("people__user"):
        for holder in entry.people.all():
            if holder.user.is_active:
                seats[holder.user].append(entry)
    for person, entries in seats.items():
        with override(person.language):
            names = [name_shown(entry.institution_name).text for entry in entries]
        tell_step(
            to=person.email,
            language=person.language,
            template="council/mail/motion_reminder",
            context={
                "motion": motion,
                "review": motion.review,
                "person": person,
                "seats": names,
            },
        )


@command
def remind_seats(**arguments: Any) -> bool:
    """Remind the seats that have not voted: see `remind_seats_step`."""
    return remind_seats_step(**arguments)
