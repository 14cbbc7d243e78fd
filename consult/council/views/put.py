"""The secretary puts a motion."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import put_motion
from consult.council.forms.motion import MotionForm
from consult.reviews.models import Review


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def put(request: HttpRequest, review: str) -> HttpResponse:
    """Show the form for a motion, and put the motion that was sent."""
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.put_motion", found)
    # Times are typed and shown in the zone of the council, not in the server's.
    with timezone.override(ZoneInfo(found.timezone)):
        if request.method != "POST":
            return _show(request, found, MotionForm(review=found))
        return _put(request, found)


def _put(request: HttpRequest, review: Review) -> HttpResponse:
    form = MotionForm(request.POST, review=review)
    if not form.is_valid():
        return _show(request, review, form, status=400)
    try:
        motion = put_motion(actor=request.user, review=review, **form.arguments())
    except DomainError as error:
        form.add_error(form.field_of(error), translated(error))
        form.renew_key()
        return _show(request, review, form, status=error.status)
    words = _("Motion %(number)s is put to the council. Everybody on the roll is told by mail.")
    messages.success(request, words % {"number": motion.number})
    return redirect("council:motion", motion.pk)


def _show(
    request: HttpRequest, review: Review, form: MotionForm, status: int = 200
) -> HttpResponse:
    return render(request, "council/put.html", {"review": review, "form": form}, status=status)
