"""The secretary certifies what a closed motion decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.adapters import ask_for_second_factor
from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import certify_motion
from consult.council.permissions import motion_to_see


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def certify(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Ask whether to certify a closed motion, and certify it after a fresh second factor."""
    found = motion_to_see(request.user, motion)
    require_to_see(request.user, "council.certify_motion", found.review)
    context: dict[str, Any] = {"review": found.review, "motion": found}
    if request.method != "POST":
        return render(request, "council/certify.html", context)
    if asked := ask_for_second_factor(request, found.review):
        return asked
    try:
        certify_motion(actor=request.user, motion_id=motion)
    except DomainError as error:
        context["refusal"] = translated(error)
        return render(request, "council/certify.html", context, status=error.status)
    messages.success(request, _("The result of the motion is certified."))
    return redirect("council:motion", motion)
