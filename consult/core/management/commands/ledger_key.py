"""Make the installation's signing key, or show its public part."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from consult.core.signing import make_key, public_key


class Command(BaseCommand):
    help = "Make the ledger's signing key where there is none, and print its public part."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.LEDGER_KEY_FILE)
        if make_key(path):
            self.stderr.write(f"A new signing key was made at {path}. Keep a copy offline.")
        self.stdout.write(public_key())
