"""Take up again what died half way: on command, and in the server process every minute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand

from consult.core.mail import resend_waiting
from consult.core.tasks import release_abandoned
from consult.council.tasks import close_due, open_due, tell_heads


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did: motions opened and closed, tasks given back, heads and mails sent."""

    opened: int
    closed: int
    released: int
    heads: int
    sent: int


def sweep() -> Swept:
    """Take up again votes that nobody closed, tasks of dead workers, and mails.

    Votes come first, since a deadline waits for nobody and a mail server may answer slowly.
    """
    return Swept(
        opened=open_due(),
        closed=close_due(),
        released=release_abandoned(),
        heads=tell_heads(),
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
        if swept.opened or swept.closed or swept.released or swept.heads or swept.sent:
            self.stdout.write(
                f"{swept.opened} motions opened, {swept.closed} closed, "
                f"{swept.released} tasks given back, {swept.heads} heads told, "
                f"{swept.sent} mails sent."
            )
