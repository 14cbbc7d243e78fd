"""allauth's mail leaves through the outbox, and what it says of this site is the site's address.

The name and domain that Django keeps in a table of sites are those of an example until somebody
changes them; the settings know better.
"""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.sites.models import Site
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from consult.accounts.actions.post_account_mail import post_account_mail
from consult.accounts.rules.freshness import shown_lately
from consult.accounts.selectors import language_of, second_factor_waived
from consult.reviews.models import Review


def ask_for_second_factor(request: HttpRequest, review: Review) -> HttpResponse | None:
    """Return the way to the page that asks for a second factor, or None where it is fresh.

    What was sent waits in the session, never in an address, and is carried out as if it came
    again once the factor was shown. In the demonstration's review nobody is asked.
    """
    if second_factor_waived(review):
        return None
    if shown_lately(get_authentication_records(request, request.user), time.time()):
        return None
    app = is_mfa_enabled(request.user, types=[Authenticator.Type.TOTP])
    page = "mfa_reauthenticate" if app else "mfa_reauthenticate_webauthn"
    return suspend_request(request, reverse(page))


class AccountAdapter(DefaultAccountAdapter):
    """How allauth behaves here."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render an account mail and put it into the outbox instead of sending it at once.

        It is written in the language of the person; allauth does not always say who that is, and
        only where nobody has the address is the page's language the best guess.
        """
        language = language_of(email) or self.request.LANGUAGE_CODE
        full = {
            "request": self.request,
            "email": email,
            "current_site": Site(domain=urlsplit(settings.BASE_URL).netloc, name=settings.HOST),
            **context,
        }
        with override(language):
            message = self.render_mail(template_prefix, email, full)
        post_account_mail(to=email, subject=message.subject, text=str(message.body))


class SecondFactorAdapter(DefaultMFAAdapter):
    """How allauth's second factors behave here."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return what a passkey is kept under: the host, and the host as the name people see."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.HOST}
