"""What the chair of a live session presses about a vote: open, give more time, end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.council.actions import close_motion, extend_motion, open_in_session
from consult.council.forms.lengthen import LengthenForm
from consult.council.permissions import sitting_to_see
from consult.council.views.sitting import sitting_response


def _motion(request: HttpRequest, sitting: UUID) -> UUID:
    """Return the motion that was sent, if it was put for this session; raises `NotThere`."""
    found = sitting_to_see(request.user, sitting)
    require_to_see(request.user, "council.run_session", found.review)
    try:
        motion = UUID(request.POST.get("motion", ""))
    except ValueError:
        raise NotThere() from None
    if not found.motions.filter(pk=motion).exists():
        raise NotThere()
    return motion


@require_POST
@login_required
def open_vote(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Open the vote on a motion for the seats that are present now."""
    motion = _motion(request, sitting)
    try:
        open_in_session(actor=request.user, sitting_id=sitting, motion_id=motion)
    except DomainError as error:
        words = translated(error)
        return sitting_response(request, sitting, refusal=words, status=error.status)
    messages.success(request, _("Voting is open for the seats that are present."))
    return redirect("council:sitting", sitting)


@require_POST
@login_required
def lengthen(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Give the vote some minutes more."""
    _motion(request, sitting)
    form = LengthenForm(request.POST)
    if not form.is_valid():
        return sitting_response(request, sitting, refused=form, status=400)
    try:
        extend_motion(actor=request.user, **form.arguments())
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, translated(error))
        form.renew_key()
        return sitting_response(request, sitting, refused=form, status=error.status)
    messages.success(request, _("The deadline is moved. Everybody on the roll is told by mail."))
    return redirect("council:sitting", sitting)


@require_POST
@login_required
def end_vote(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """End the vote now: every seat present has voted, or the chair ends it all the same."""
    motion = _motion(request, sitting)
    despite = request.POST.get("despite") == "yes"
    try:
        close_motion(actor=request.user, motion_id=motion, early=True, despite=despite)
    except DomainError as error:
        words = translated(error)
        return sitting_response(request, sitting, refusal=words, status=error.status)
    messages.success(request, _("The motion is closed and its result is recorded."))
    return redirect("council:sitting", sitting)
