"""The person's own page: who they are here, and what they may do."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from consult.accounts.rules.role_names import ROLE_NAMES, ROLE_PURPOSES
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import has_second_factor, memberships


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show the person's details, their second factor and their roles in each review."""
    found = memberships(request.user)  # type: ignore[arg-type]
    return render(
        request,
        "accounts/overview.html",
        {
            "second_factor": has_second_factor(request.user),  # type: ignore[arg-type]
            "waiting": any(membership.waiting for membership in found),
            "memberships": [
                {
                    "review": membership.review,
                    "acting": _described(membership.acting),
                    "waiting": _described(membership.waiting),
                }
                for membership in found
            ],
        },
    )


def _described(roles: tuple[Role, ...]) -> list[dict[str, str]]:
    return [
        {"name": gettext(ROLE_NAMES[role]), "purpose": gettext(ROLE_PURPOSES[role])}
        for role in roles
    ]
