"""The council's room."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consult.accounts.permissions import require_to_see
from consult.council.selectors.room import room_of
from consult.reviews.models import Review


@require_safe
@login_required
def show_room(request: HttpRequest, review: str) -> HttpResponse:
    """Show the motions and seats of a review's council to those who may enter."""
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.view_room", found)
    may_put = request.user.has_perm("council.put_motion", found)
    context = {
        "review": found,
        "room": room_of(found, with_drafts=may_put),
        "may_put": may_put,
        "may_import": request.user.has_perm("council.import_seats", found),
        "may_run": request.user.has_perm("council.run_session", found),
        "may_set_seats": request.user.has_perm("council.set_seats", found),
    }
    return render(request, "council/room.html", context)
