"""The secretary sets the seats of the council."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.languages import shown
from consult.core.middleware import translated
from consult.council.actions import add_institution, set_seat
from consult.council.forms.institution import InstitutionForm
from consult.council.forms.seat import SeatForm
from consult.council.selectors.seats import Council, council_of
from consult.reviews.models import Review


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def set_seats(request: HttpRequest, review: str) -> HttpResponse:
    """Show the institutions with their seats; add the institution or set the seat that was sent."""
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.set_seats", found)
    council = council_of(found)
    if request.method != "POST":
        chosen = council.seat(request.GET.get("seat", ""))
        return _show(request, found, council, seat=SeatForm(council=council, seat=chosen))
    if request.POST.get("form") == "institution":
        return _add_institution(request, found, council)
    return _set_seat(request, found, council)


def _add_institution(request: HttpRequest, review: Review, council: Council) -> HttpResponse:
    form = InstitutionForm(request.POST, review=review)
    if not form.is_valid():
        return _show(request, review, council, institution=form, status=400)
    try:
        institution = add_institution(actor=request.user, review=review, **form.arguments())
    except DomainError as error:
        form.add_error(form.field_of(error), translated(error))
        return _show(request, review, council, institution=form, status=error.status)
    words = _("%(institution)s is now an institution of the council. Set its seat below.")
    messages.success(request, words % {"institution": shown(institution, "name")})
    return redirect("council:seats", review.slug)


def _set_seat(request: HttpRequest, review: Review, council: Council) -> HttpResponse:
    form = SeatForm(request.POST, council=council)
    if not form.is_valid():
        return _show(request, review, council, seat=form, status=400)
    try:
        seat = set_seat(actor=request.user, review=review, **form.arguments())
    except DomainError as error:
        form.add_error(form.field_of(error), translated(error))
        return _show(request, review, council, seat=form, status=error.status)
    words = _("The seat of %(institution)s is set. Motions that are put from now on count it so.")
    messages.success(request, words % {"institution": shown(seat.institution, "name")})
    return redirect("council:seats", review.slug)


def _show(
    request: HttpRequest,
    review: Review,
    council: Council,
    *,
    seat: SeatForm | None = None,
    institution: InstitutionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "review": review,
        "council": council,
        "seat_form": seat or SeatForm(council=council),
        "institution_form": institution or InstitutionForm(review=review),
    }
    return render(request, "council/seats.html", context, status=status)
