"""Grant somebody a role in a review from the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from consult.accounts.actions import grant_role
from consult.accounts.models import Grant
from consult.accounts.rules.role_names import ROLE_PURPOSES
from consult.accounts.rules.roles import Role
from consult.reviews.management.acting import ActingCommand, person_called, review_named


class Command(ActingCommand):
    help = "Grant a role in a review. The roles: " + "; ".join(
        f"{role} ({purpose})" for role, purpose in ROLE_PURPOSES.items()
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("email", help="The address of the account that gets the role.")
        parser.add_argument("role", help="The role, as in the list above.")
        parser.add_argument("--review", required=True, help="The review's short name.")

    def act(self, actor: Any, options: dict[str, Any]) -> None:
        role = _role(options["role"])
        review = review_named(options["review"])
        user = person_called(options["email"])
        held = Grant.objects.filter(user=user, review=review, role=role).exists()
        grant_role(actor=actor, review=review, user=user, role=role)
        done = "has the role already" if held else "now has the role"
        self.stdout.write(f"{user.email} {done}: {role} in “{review.slug}”.")


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError:
        known = "\n".join(f"  {role}: {purpose}" for role, purpose in ROLE_PURPOSES.items())
        raise CommandError(f"There is no role “{name}”. The roles are:\n{known}") from None
