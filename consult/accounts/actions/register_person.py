"""A person gets an account from an administrator."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from consult.accounts.models import Organisation, User
from consult.core.errors import NotPermitted
from consult.core.text import clean_line
from consult.core.transactions import command, step


@step
def register_person_step(
    *,
    actor: Any,
    email: str,
    name: str,
    organisation: Organisation | None,
    language: str,
    password: str | None,
) -> User:
    """Make an account whose address the administrator vouches for.

    Only an installation's administrator may. Without a password the person signs in by code.
    """
    if not actor.is_superuser:
        raise NotPermitted()
    user = User.objects.create_user(
        email, password, name=clean_line(name), organisation=organisation, language=language
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@command
def register_person(**arguments: Any) -> User:
    """Make an account: see `register_person_step`."""
    return register_person_step(**arguments)
