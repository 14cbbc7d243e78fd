"""The review names whom to turn to outside government."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from consult.accounts.permissions import require
from consult.core.journal import record
from consult.core.text import clean_line, clean_text
from consult.core.transactions import command, step
from consult.reviews.models import Review
from moderation.models import SafeContact
from moderation.rules.contact import require_reachable

_LINK = URLValidator(schemes=["http", "https"])


@step
def set_contact_step(
    *,
    actor: Any,
    review: Review,
    name: Mapping[str, str],
    about: Mapping[str, str],
    email: str = "",
    phone: str = "",
    link: str = "",
) -> SafeContact:
    """Name the contact outside government, in the place of the one before; texts by language.

    Guarantees a ledger entry that commits to every word and shows it. Raises
    `ContactNameMissing`, `ContactUnreachable`, `ContactTooLong` and `ContactAddressWrong`.
    """
    require(actor, "moderation.set_contact", review)
    names = {code: clean_line(text) for code, text in name.items()}
    words = {code: clean_text(text) for code, text in about.items()}
    ways = {"email": clean_line(email), "phone": clean_line(phone), "link": clean_line(link)}
    require_reachable(
        names, words, ways, valid_email=_valid(validate_email), valid_link=_valid(_LINK)
    )
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    columns = {f"name_{code}": text for code, text in names.items()}
    columns |= {f"about_{code}": text for code, text in words.items()}
    contact, _new = SafeContact.objects.update_or_create(
        review=review, defaults={**columns, **ways}
    )
    said = {"name": names, "about": words, **ways}
    record(
        review.log_id,
        "contact.set.v1",
        actor=actor.reference,
        subject=review.reference,
        data={"review": review.reference},
        committed={"contact": said},
        public=frozenset({"contact"}),
    )
    return contact


def _valid(validator: Any) -> Any:
    """Return a function that says whether a text passes one of Django's validators."""

    def judge(text: str) -> bool:
        try:
            validator(text)
        except ValidationError:
            return False
        return True

    return judge


@command
def set_contact(**arguments: Any) -> SafeContact:
    """Name the contact outside government: see `set_contact_step`."""
    return set_contact_step(**arguments)
