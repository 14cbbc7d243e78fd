"""Take up again what died half way, where no server process does so."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from consult.core.mail import resend_waiting
from consult.core.tasks import release_abandoned


class Command(BaseCommand):
    help = (
        "Give the tasks of dead workers back to the queue and try waiting mail again. "
        "Run it every minute where CONSULT_WORKER_IN_PROCESS is off."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        released = release_abandoned()
        sent = resend_waiting()
        if released or sent:
            self.stdout.write(f"{released} tasks given back, {sent} mails sent.")
