"""A live session of the council: announced, followed, run, and shown on a wall."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import announce_sitting, move_sitting, record_presence
from consult.council.forms.lengthen import LengthenForm
from consult.council.forms.sitting import SittingForm
from consult.council.permissions import sitting_to_see
from consult.council.selectors.sitting_page import sitting_page
from consult.reviews.models import Review


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def announce(request: HttpRequest, review: str) -> HttpResponse:
    """Show the form for a live session, and announce the one that was sent."""
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.run_session", found)
    status = 200
    with timezone.override(ZoneInfo(found.timezone)):
        form = SittingForm(request.POST if request.method == "POST" else None, review=found)
        if form.is_bound:
            status = 400
            if form.is_valid():
                try:
                    sitting = announce_sitting(
                        actor=request.user, review=found, **form.cleaned_data
                    )
                except DomainError as error:
                    form.add_error(error.field, translated(error))
                    form.renew_key()
                    status = error.status
                else:
                    messages.success(request, _("The live session is announced."))
                    return redirect("council:sitting", sitting.pk)
        context = {"review": found, "form": form}
        return render(request, "council/announce.html", context, status=status)


def sitting_response(
    request: HttpRequest,
    sitting_id: UUID,
    template: str = "sitting",
    *,
    refusal: str = "",
    refused: LengthenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return a page of a session as it is now, with a refusal and the form that was refused."""
    sitting = sitting_to_see(request.user, sitting_id)
    may_run = request.user.has_perm("council.run_session", sitting.review)
    page = sitting_page(sitting, request.user, may_run=may_run)
    motion = page.voting_here
    context = {
        "review": sitting.review,
        "sitting": sitting,
        "page": page,
        "lengthen": refused or (LengthenForm(motion=motion) if motion else None),
        "form": refused,
        "may_run": may_run,
        "may_vote": request.user.has_perm("council.vote", sitting.review),
        "refusal": refusal,
    }
    return render(request, f"council/{template}.html", context, status=status)


@require_safe
@never_cache
@login_required
def show_sitting(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Show a live session to those who may enter the council's room."""
    return sitting_response(request, sitting)


@require_safe
@never_cache
@login_required
def display(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Show a live session for a projector: large, and without anything to press."""
    return sitting_response(request, sitting, "display")


@require_POST
@login_required
def move(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Start the session, go to the next item, or end it."""
    seen = request.POST.get("seen", "")
    try:
        move_sitting(
            actor=request.user,
            sitting_id=sitting,
            seen=int(seen) if seen.isdecimal() else -1,
            to=request.POST.get("to", ""),
        )
    except DomainError as error:
        # Whoever may not see the session is told nothing of it.
        sitting_to_see(request.user, sitting)
        return sitting_response(request, sitting, refusal=translated(error), status=error.status)
    return redirect("council:sitting", sitting)


@require_POST
@login_required
def say_present(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Record that a seat has joined or left."""
    sitting_to_see(request.user, sitting)
    try:
        seat = UUID(request.POST.get("seat", ""))
    except ValueError:
        return sitting_response(request, sitting, refusal=_("Choose a seat."), status=400)
    try:
        record_presence(
            actor=request.user,
            sitting_id=sitting,
            seat_id=seat,
            joined=request.POST.get("joined") == "yes",
        )
    except DomainError as error:
        return sitting_response(request, sitting, refusal=translated(error), status=error.status)
    return redirect("council:sitting", sitting)
