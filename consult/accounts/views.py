"""The person's own pages: who they are here, what they may do, and which languages they read."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from consult.accounts.actions import choose_languages
from consult.accounts.forms import LanguagesForm
from consult.accounts.rules.role_names import ROLE_NAMES, ROLE_PURPOSES
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import has_second_factor, memberships, reads_of


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


@login_required
def languages(request: HttpRequest) -> HttpResponse:
    """Let the person say which languages they read."""
    form = LanguagesForm(request.POST or None, reads=reads_of(request.user))
    # Nothing ticked is an answer too, and sends no more than the token.
    if request.method == "POST" and form.is_valid():
        choose_languages(actor=request.user, languages=form.cleaned_data["reads"])
        messages.success(request, gettext("Your languages are saved."))
        return redirect("accounts:overview")
    status = 400 if form.errors else 200
    return render(request, "accounts/languages.html", {"form": form}, status=status)


def _described(roles: tuple[Role, ...]) -> list[dict[str, str]]:
    return [
        {"name": gettext(ROLE_NAMES[role]), "purpose": gettext(ROLE_PURPOSES[role])}
        for role in roles
    ]
