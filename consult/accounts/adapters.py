"""allauth's mail leaves through the outbox, in the recipient's language."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.sites.shortcuts import get_current_site
from django.utils.translation import override

from consult.accounts.actions.post_account_mail import post_account_mail


class AccountAdapter(DefaultAccountAdapter):
    """How allauth behaves here."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render an account mail and put it into the outbox instead of sending it at once."""
        user = context.get("user")
        language = getattr(user, "language", "") or self.request.LANGUAGE_CODE
        full = {
            "request": self.request,
            "email": email,
            "current_site": get_current_site(self.request),
            **context,
        }
        with override(language):
            message = self.render_mail(template_prefix, email, full)
        post_account_mail(to=email, subject=message.subject, text=str(message.body))
