"""Open a review from the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from consult.reviews.actions import open_review
from consult.reviews.management.acting import ActingCommand


class Command(ActingCommand):
    help = (
        "Open a review, and with it its ledger. Only an account made with createsuperuser may. "
        "Its short name and the prefix of its numbers cannot be changed later."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("slug", help="The review's short name, as in its address: vnr-2026.")
        parser.add_argument(
            "--prefix", required=True, help="What stands before public numbers: VNR26."
        )
        parser.add_argument(
            "--timezone", required=True, help="The review's time zone: Africa/Nairobi."
        )
        parser.add_argument(
            "--languages",
            required=True,
            nargs="+",
            metavar="CODE",
            help="The languages of the report's texts: en fr.",
        )
        for name, required in (("title", True), ("country", True), ("summary", False)):
            parser.add_argument(
                f"--{name}",
                required=required,
                action="append",
                default=[],
                metavar='CODE="…"',
                help=f"The {name} in one language; once for each language.",
            )

    def act(self, actor: Any, options: dict[str, Any]) -> None:
        review = open_review(
            actor=actor,
            slug=options["slug"],
            number_prefix=options["prefix"],
            timezone=options["timezone"],
            languages=options["languages"],
            **{name: _texts(name, options[name]) for name in ("title", "country", "summary")},
        )
        self.stdout.write(f"Opened the review “{review.slug}”. Its ledger is {review.log.origin}.")


def _texts(name: str, given: Sequence[str]) -> dict[str, str]:
    """Return texts by language code of what was given as `en=…`."""
    offered = settings.MODELTRANSLATION_LANGUAGES
    texts: dict[str, str] = {}
    for each in given:
        code, sign, text = each.partition("=")
        if not sign or code not in offered:
            raise CommandError(
                f"“{each}” is no text in a language that pages are offered in. Write "
                f'--{name} {offered[0]}="…"; the languages are {", ".join(offered)}.'
            )
        if code in texts:
            raise CommandError(f"--{name} is given twice in the language {code}.")
        texts[code] = text
    return texts
