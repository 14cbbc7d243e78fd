"""Write a review's ledger to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consult.core.errors import NotThere
from consult.reporting.exports import ledger_bundle
from consult.reviews.selectors import review_called


class Command(BaseCommand):
    help = "Write a review's whole ledger as one file that `python -m consult.verify` checks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("review", help="The review's short name, as in its address.")
        parser.add_argument("--out", required=True, type=Path, help="The file to write.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            review = review_called(options["review"])
        except NotThere:
            raise CommandError(f"There is no review called “{options['review']}”.") from None
        try:
            options["out"].write_bytes(ledger_bundle(review))
        except OSError as error:
            raise CommandError(f"The bundle could not be written: {error}") from None
        self.stdout.write(f"Wrote {options['out']}.")
