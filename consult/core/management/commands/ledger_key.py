"""Make or replace the installation's signing key, or show its public part."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from consult.core.rotation import announce_key, rotate_key
from consult.core.signing import make_key, public_key


class Command(BaseCommand):
    help = "Make the ledger's signing key where there is none, and print its public part."

    def add_arguments(self, parser: ArgumentParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--rotate",
            action="store_true",
            help="Replace the key. The old one is kept beside it, and every ledger is told.",
        )
        choice.add_argument(
            "--replaced",
            metavar="OLD_KEY",
            help="Finish a replacement that was broken off: the public part of the old key.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.LEDGER_KEY_FILE)
        if make_key(path):
            self.stderr.write(f"A new signing key was made at {path}. Keep a copy offline.")
        elif options["rotate"]:
            told = rotate_key()
            self.stderr.write(f"The key was replaced, and {told} ledgers say so. Publish this one:")
        elif options["replaced"]:
            told = announce_key(old_key=options["replaced"])
            self.stderr.write(f"{told} ledgers were told of the replacement.")
        self.stdout.write(public_key())
