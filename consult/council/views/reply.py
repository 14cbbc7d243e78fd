"""A reply to a reservation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.council.actions import reply_to_reservation
from consult.council.forms.reply import ReplyForm
from consult.council.permissions import motion_to_see
from consult.council.selectors.reservations import counted_reservation, reservations_shown


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reply(request: HttpRequest, motion: UUID, ballot: UUID) -> HttpResponse:
    """Show a reservation with its replies and the form; record the reply that was sent."""
    found = motion_to_see(request.user, motion)
    require_to_see(request.user, "council.answer_reservation", found.review)
    counted = counted_reservation(found, ballot)
    if counted is None:
        raise NotThere()
    form = ReplyForm(request.POST) if request.method == "POST" else ReplyForm()
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                reply_to_reservation(
                    actor=request.user, motion_id=motion, ballot_id=ballot, **form.cleaned_data
                )
            except DomainError as error:
                form.add_error(error.field, translated(error))
                form.renew_key()
                status = error.status
            else:
                messages.success(request, _("The reply is recorded."))
                return redirect("council:motion", motion)
    (shown,) = reservations_shown(found, [counted])
    context = {"review": found.review, "motion": found, "reservation": shown, "form": form}
    return render(request, "council/reply.html", context, status=status)
