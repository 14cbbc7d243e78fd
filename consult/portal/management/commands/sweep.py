"""Take up again what died half way: on command, and in the server process every minute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand

from consult.core.mail import resend_waiting
from consult.core.tasks import release_abandoned
from consult.council.tasks import close_due
from moderation.tasks import remind_due


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep found: motions closed, tasks given back, moderators reminded, mails sent."""

    closed: int
    released: int
    reminded: int
    sent: int


def sweep() -> Swept:
    """Take up again votes that nobody closed, tasks of dead workers, and mails; remind moderators.

    Votes come first, since a deadline waits for nobody and a mail server may answer slowly.
    """
    return Swept(
        closed=close_due(),
        released=release_abandoned(),
        reminded=remind_due(),
        sent=resend_waiting(),
    )


class Command(BaseCommand):
    help = (
        "Close the motions whose time has come, give the tasks of dead workers back to the queue "
        "and try waiting mail again. Run it every minute where CONSULT_WORKER_IN_PROCESS is off."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweep()
        if swept.closed or swept.released or swept.reminded or swept.sent:
            self.stdout.write(
                f"{swept.closed} motions closed, {swept.released} tasks given back, "
                f"{swept.reminded} moderators reminded, {swept.sent} mails sent."
            )
