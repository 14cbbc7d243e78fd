"""Who is on duty is told by mail that cases wait near their promised time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from consult.accounts.models import User
from consult.core.transactions import command, step
from consult.notices.actions import tell_step
from consult.reviews.models import Review
from moderation.selectors import people_on_duty, pressing

AT_MOST_EVERY: Final = timedelta(hours=1)


@step
def remind_on_duty_step(*, actor: Any, review: Review, now: datetime) -> int:
    """Tell who is on duty how many cases press, and nothing else of them; return how many mails.

    Called by the clock, without an actor. Nobody gets more than one such mail an hour over all
    reviews, nor one of nothing but cases that were near when the last one left. Whoever may no
    longer see the queue gets none.
    """
    sent = 0
    for person in people_on_duty(review, now):
        if not person.has_perm("moderation.view_queue", review):
            continue
        # Lock the person so that two sweepers send one mail.
        User.objects.select_for_update().get(pk=person.pk)
        if person.reminders.filter(told_at__gt=now - AT_MOST_EVERY).exists():
            continue
        told = person.reminders.filter(review=review).first()
        counts = pressing(review, now, told.told_at if told else None)
        if not counts.fresh:
            continue
        person.reminders.update_or_create(review=review, defaults={"told_at": now})
        tell_step(
            to=person.email,
            language=person.language,
            template="moderation/mail/cases_wait",
            context={"review": review, "counts": counts},
        )
        sent += 1
    return sent


@command
def remind_on_duty(**arguments: Any) -> int:
    """Tell who is on duty: see `remind_on_duty_step`."""
    return remind_on_duty_step(**arguments)
