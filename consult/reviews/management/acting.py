"""Commands by which somebody with an account acts, with the rights they have in the browser."""

from __future__ import annotations

from abc import ABC, abstractmethod
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.reviews.models import Review
from consult.reviews.selectors import review_called


class ActingCommand(BaseCommand, ABC):
    """A command that says who acts with `--as EMAIL` and ends with the sentence of a refusal.

    Subclasses write `act`; a `DomainError` that it raises becomes a `CommandError`.
    """

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as",
            dest="person",
            required=True,
            metavar="EMAIL",
            help="The address of the account that does this; it needs the right to.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.act(person_called(options["person"]), options)
        except DomainError as error:
            raise CommandError(translated(error)) from None

    @abstractmethod
    def act(self, actor: Any, options: dict[str, Any]) -> None:
        """Do what the command is for, on behalf of `actor`."""


def person_called(email: str) -> Any:
    """Return the active account with an address; raise `CommandError` where there is none."""
    people = get_user_model().objects.filter(email=email.strip().lower(), is_active=True)
    person = people.first()
    if person is None:
        raise CommandError(f"Nobody has an account with the address {email}.")
    return person


def review_named(slug: str) -> Review:
    """Return the review at an address; raise a `CommandError` that names those there are."""
    try:
        return review_called(slug)
    except NotThere:
        known = ", ".join(Review.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no review “{slug}” (there are: {known}).") from None
