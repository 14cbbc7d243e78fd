"""A person says which languages they read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from consult.accounts.models import User
from consult.core.errors import DomainError, N_
from consult.core.languages import NAMES
from consult.core.transactions import command, step


class LanguageUnknown(DomainError):
    """One of the languages is none that a text here may state."""

    code = "language_unknown"
    field = "reads"
    message = N_("Choose languages from the list.")


@step
def choose_languages_step(*, actor: Any, languages: Sequence[str]) -> User:
    """Keep for the actor themselves which languages they read; none takes the list away.

    No review's log holds it: it is the person's own preference. Raises `LanguageUnknown`.
    """
    if not set(languages) <= NAMES.keys():
        raise LanguageUnknown()
    person = User.objects.select_for_update().get(pk=actor.pk)
    person.reads = list(dict.fromkeys(languages)) or None
    person.save(update_fields=["reads"])
    return person


@command
def choose_languages(**arguments: Any) -> User:
    """Say which languages one reads: see `choose_languages_step`."""
    return choose_languages_step(**arguments)
