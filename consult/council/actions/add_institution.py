"""An institution is added to the council of a review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.text import clean_line
from consult.core.transactions import command, step
from consult.council.models import Institution
from consult.reviews.models import Review


class InstitutionThere(DomainError):
    """An institution's short name stands for one institution in a review."""

    code = "institution_there"
    status = 409
    field = "slug"
    message = N_("This review already has an institution with the short name “%(slug)s”.")


class InstitutionNameless(DomainError):
    """Roll and certificate print the institution's name, so there must be one."""

    code = "institution_nameless"
    field = "name"
    message = N_("Give the institution's name in at least one language.")


@step
def add_institution_step(
    *, actor: Any, review: Review, slug: str, name: Mapping[str, str]
) -> Institution:
    """Add a body that may hold seats, with its names by language code.

    The secretary of the review's council may. Refuses a second institution of the same short
    name (`InstitutionThere`) and one without any name (`InstitutionNameless`).
    """
    require(actor, "council.set_seats", review)
    names = {code: clean_line(text) for code, text in name.items()}
    if not any(names.values()):
        raise InstitutionNameless()
    # The review's row is the lock, so that two secretaries cannot both find the name free.
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    if Institution.objects.filter(review=review, slug=slug).exists():
        raise InstitutionThere(slug=slug)
    columns = {f"name_{code.replace('-', '_')}": text for code, text in names.items()}
    return Institution.objects.create(review=review, slug=slug, **columns)


@command
def add_institution(**arguments: Any) -> Institution:
    """Add an institution to the council: see `add_institution_step`."""
    return add_institution_step(**arguments)
