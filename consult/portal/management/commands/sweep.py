"""Take up again what died half way: on command, and in the server process every minute."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

from django.core.management.base import BaseCommand

from consult.core.mail import resend_waiting
from consult.core.tasks import release_abandoned
from consult.council.tasks import close_due, open_due, tell_heads
from consult.council.tasks import remind_due as remind_seats
from moderation.tasks import keep_all_figures, remind_due, watch


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did, by what it went through."""

    opened: int
    closed: int
    seats_reminded: int
    told: int
    released: int
    reminded: int
    heads: int
    sent: int
    counted: int


def sweep() -> Swept:
    """Take up again votes that nobody closed, what is due in moderation, dead tasks, and mails.

    Votes come first, since a deadline waits for nobody and a mail server may answer slowly.
    """
    return Swept(
        opened=open_due(),
        closed=close_due(),
        seats_reminded=remind_seats(),
        told=watch(),
        released=release_abandoned(),
        reminded=remind_due(),
        heads=tell_heads(),
        sent=resend_waiting(),
        counted=keep_all_figures(),
    )


class Command(BaseCommand):
    help = (
        "Open and close the motions whose time has come, tell moderators what is due, give the "
        "tasks of dead workers back to the queue, try waiting mail again and count what is new in "
        "the ledger. Run it every minute where CONSULT_WORKER_IN_PROCESS is off."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweep()
        if any(astuple(swept)[:-1]):
            self.stdout.write(
                f"{swept.opened} motions opened, {swept.closed} closed, "
                f"{swept.seats_reminded} reminded of, "
                f"{swept.told} things due in moderation, "
                f"{swept.released} tasks given back, {swept.reminded} moderators reminded, "
                f"{swept.heads} heads told, "
                f"{swept.sent} mails sent."
            )
