"""The address that a guest gives."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Count, Q

from consult.comments.models import Unconfirmed
from consult.comments.rules.confirmation import MOST_WAITING
from consult.comments.rules.submission import EmailWrong, TooManyWaiting
from consult.core.text import clean_line


def checked_email(raw: str) -> str:
    """Reads only. Return an address as one clean line; raises `EmailWrong`."""
    email = clean_line(raw)
    try:
        validate_email(email)
    except ValidationError:
        raise EmailWrong() from None
    return email


def require_few_waiting(email: str) -> None:
    """Reads only. Refuse an address with `MOST_WAITING` mails unanswered (`TooManyWaiting`).

    What came in one file is confirmed by one mail, so it counts as one.
    """
    waiting = Unconfirmed.objects.filter(email=email, comment__isnull=True)
    count = waiting.aggregate(
        count=Count("pk", filter=Q(document__isnull=True)) + Count("document", distinct=True)
    )["count"]
    if count >= MOST_WAITING:
        raise TooManyWaiting(count=count)
