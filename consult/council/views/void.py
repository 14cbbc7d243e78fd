"""The secretary declares a motion void."""

from __future__ import annotations

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
from consult.council.actions import void_motion
from consult.council.forms.extension import VoidForm
from consult.council.permissions import motion_to_see


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def void(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Ask why the motion is void, and declare it so after a fresh second factor."""
    found = motion_to_see(request.user, motion)
    require_to_see(request.user, "council.void_motion", found.review)
    form = VoidForm(request.POST if request.method == "POST" else None)
    status = 200 if request.method != "POST" else 400
    if form.is_valid():
        if asked := ask_for_second_factor(request, found.review):
            return asked
        try:
            void_motion(actor=request.user, motion_id=motion, reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(error.field, translated(error))
            status = error.status
        else:
            messages.success(request, _("The motion is void. Everybody on the roll is told."))
            return redirect("council:motion", motion)
    context = {"review": found.review, "motion": found, "form": form}
    return render(request, "council/void.html", context, status=status)
