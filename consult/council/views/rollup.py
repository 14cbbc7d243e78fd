"""A vote chapter by chapter: its page, and the motion on the whole that may follow it."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import put_whole
from consult.council.forms.whole import WholeForm
from consult.council.permissions import rollup_to_see
from consult.council.selectors.rollup import rolled_up_called, rollup_page
from consult.reviews.selectors import review_called


@require_safe
@never_cache
@login_required
def show_rollup(request: HttpRequest, rollup: UUID) -> HttpResponse:
    """Show a vote chapter by chapter to those who may enter the council's room."""
    found = rollup_to_see(request.user, rollup)
    context = {
        "review": found.review,
        "rollup": found,
        "page": rollup_page(found),
        "may_put": request.user.has_perm("council.put_motion", found.review),
    }
    return render(request, "council/rollup.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def whole(request: HttpRequest, rollup: UUID) -> HttpResponse:
    """Ask when the council votes on the whole, and put it."""
    found = rollup_to_see(request.user, rollup)
    require_to_see(request.user, "council.put_motion", found.review)
    status = 200
    with timezone.override(ZoneInfo(found.review.timezone)):
        form = WholeForm(request.POST if request.method == "POST" else None)
        if form.is_bound:
            status = 400
            if form.is_valid():
                try:
                    motion = put_whole(actor=request.user, rollup_id=rollup, **form.cleaned_data)
                except DomainError as error:
                    form.add_error(error.field, translated(error))
                    form.renew_key()
                    status = error.status
                else:
                    words = _("Motion %(number)s on the whole is put to the council.")
                    messages.success(request, words % {"number": motion.number})
                    return redirect("council:motion", motion.pk)
        context = {
            "review": found.review,
            "rollup": found,
            "page": rollup_page(found),
            "form": form,
        }
        return render(request, "council/whole.html", context, status=status)


@require_safe
def show_rolled_up(request: HttpRequest, review: str, number: str) -> HttpResponse:
    """Show everybody what became of a vote chapter by chapter, once a chapter is decided."""
    found = review_called(review)
    rollup = rolled_up_called(found, number)
    context = {"review": found, "rollup": rollup, "page": rollup_page(rollup)}
    return render(request, "council/rolled_up.html", context)
