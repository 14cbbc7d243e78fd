"""Build the demonstration review."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from consult.accounts.models import User
from consult.portal.management.demonstration.build import build, is_foreign
from consult.portal.management.demonstration.foundation import password
from consult.portal.management.demonstration.texts import read


class Command(BaseCommand):
    help = "Build the demonstration review of an invented country, or go on where it broke off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts", action="store_true", help="Only list the demonstration's accounts."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "The demonstration lets its accounts act without a second factor, so it runs only "
                "where CONSULT_DEMONSTRATION=1 says that this is a demonstration."
            )
        if is_foreign():
            raise CommandError(
                "This database holds a review or people that are not the demonstration's. "
                "Choose an empty database."
            )
        if not options["accounts"]:
            build(self._say)
        self._accounts()

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)

    def _accounts(self) -> None:
        """List who can sign in, by role, with the one password that was made for them."""
        known = set(User.objects.values_list("email", flat=True))
        self.stdout.write(f"Demonstration accounts, all with the password {password()}")
        for row in read("people"):
            if row["email"] in known:
                self.stdout.write(f"  {', '.join(row['roles']):32} {row['email']}")
