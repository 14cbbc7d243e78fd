"""Whether somebody has signed in just now."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest
from django.utils.timezone import now

from consult.erasure.rules.asking import FRESH, SignInAgain


def is_fresh(request: HttpRequest) -> bool:
    """Say whether this browser proved within `FRESH` who sits before it."""
    if not request.user.is_authenticated:
        return False
    oldest = (now() - FRESH).timestamp()
    records = get_authentication_records(request, request.user)
    return any(record.get("at", 0) >= oldest for record in records)


def require_fresh(request: HttpRequest) -> None:
    """Refuse with `SignInAgain` whoever signed in longer ago."""
    if not is_fresh(request):
        raise SignInAgain()


def can_confirm(request: HttpRequest) -> bool:
    """Say whether a password or a second factor lets the person prove it without signing out."""
    return request.user.is_authenticated and request.user.has_usable_password()
