"""Count a review's numbers about moderation again, from the ledger alone."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from consult.reviews.management.acting import review_named
from moderation.actions import recount_figures


class Command(BaseCommand):
    help = (
        "Count the numbers behind a review's transparency page again, from its ledger, and say "
        "whether those that were kept were right."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="The review's short name.")

    def handle(self, *args: Any, **options: Any) -> None:
        review = review_named(options["slug"])
        was_right = recount_figures(review=review)
        said = "were right" if was_right else "were wrong and are replaced"
        self.stdout.write(f"The numbers kept for “{review.slug}” {said}.")
