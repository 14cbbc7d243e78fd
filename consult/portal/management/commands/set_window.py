"""Set from the command line when comments are taken."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.forms.utils import from_current_timezone
from django.utils import timezone

from consult.accounts.permissions import require
from consult.reviews.actions import set_window
from consult.reviews.management.acting import ActingCommand, review_named


class Command(ActingCommand):
    help = "Set when comments on a review's texts are taken, in the time zone of the review."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("slug", help="The review's short name.")
        for name in ("opens", "closes"):
            parser.add_argument(
                f"--{name}",
                required=True,
                metavar="2026-02-01T09:00",
                help=f"When the consultation {name}.",
            )

    def act(self, actor: Any, options: dict[str, Any]) -> None:
        review = review_named(options["slug"])
        # The action knows nothing of second factors; asking here says that one is missing.
        require(actor, "reviews.change_timetable", review)
        zone = ZoneInfo(review.timezone)
        opens_at, closes_at = (_moment(options[name], zone) for name in ("opens", "closes"))
        set_window(actor=actor, review=review, opens_at=opens_at, closes_at=closes_at)
        self.stdout.write(
            f"Comments on “{review.slug}” are taken from {_shown(opens_at)} to {_shown(closes_at)} "
            f"UTC ({options['opens']} to {options['closes']} in {review.timezone})."
        )


def _moment(typed: str, zone: ZoneInfo) -> datetime:
    """Read a local time of the zone; refuse one that clocks there skip or show twice."""
    try:
        local = datetime.fromisoformat(typed)
    except ValueError:
        local = None
    if local is None or local.tzinfo is not None or "T" not in typed:
        raise CommandError(
            f"“{typed}” is no date with a time of day. Write it as 2026-02-01T09:00, without an "
            "offset: times are in the zone of the review."
        )
    try:
        with timezone.override(zone):
            moment: datetime = from_current_timezone(local)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
    return moment


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo('UTC')):%Y-%m-%dT%H:%M}"
