"""Take up again what died half way: on command, and in the server process every minute."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

from django.core.management.base import BaseCommand

from consult.core.mail import resend_waiting
from consult.core.tasks import release_abandoned
from consult.council.tasks import close_due, open_due, remind_due


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did: motions opened, closed and reminded of, tasks given back, mails sent."""

    opened: int
    closed: int
    reminded: int
    released: int
    sent: int


def sweep() -> Swept:
    """Take up again votes that nobody closed, tasks of dead workers, and mails.

    Votes come first, since a deadline waits for nobody and a mail server may answer slowly.
    """
    return Swept(
        opened=open_due(),
        closed=close_due(),
        reminded=remind_due(),
        released=release_abandoned(),
        sent=resend_waiting(),
    )


class Command(BaseCommand):
    help = (
        "Open and close the motions whose time has come, give the tasks of dead workers back to "
        "the queue and try waiting mail again. Run it every minute where "
        "CONSULT_WORKER_IN_PROCESS is off."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweep()
        if any(astuple(swept)):
            self.stdout.write(
                f"{swept.opened} motions opened, {swept.closed} closed, "
                f"{swept.reminded} reminded of, "
                f"{swept.released} tasks given back, "
                f"{swept.sent} mails sent."
            )
