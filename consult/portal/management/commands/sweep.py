"""Take up again what died half way: on command, and in the server process every minute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand

from consult.core.mail import resend_waiting
from consult.core.tasks import release_abandoned
from consult.council.tasks import close_due
from moderation.tasks import watch


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep found: motions closed, things due in moderation, tasks given back, mails."""

    closed: int
    told: int
    released: int
    sent: int


def sweep() -> Swept:
    """Take up again votes that nobody closed, what is due in moderation, dead tasks, and mails.

    Votes come first, since a deadline waits for nobody and a mail server may answer slowly.
    """
    return Swept(
        closed=close_due(), told=watch(), released=release_abandoned(), sent=resend_waiting()
    )


class Command(BaseCommand):
    help = (
        "Close the motions whose time has come, tell lead moderators what is due, give the tasks "
        "of dead workers back to the queue and try waiting mail again. Run it every minute where "
        "CONSULT_WORKER_IN_PROCESS is off."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweep()
        if swept.closed or swept.told or swept.released or swept.sent:
            self.stdout.write(
                f"{swept.closed} motions closed, {swept.told} things due in moderation, "
                f"{swept.released} tasks given back, {swept.sent} mails sent."
            )
