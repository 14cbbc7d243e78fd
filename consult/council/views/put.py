"""The secretary puts a motion, at once or from a draft."""

from __future__ import annotations

from uuid import UUID
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
from consult.council.actions import discard_draft, put_rollup
from consult.council.forms.motion import MotionForm
from consult.council.models import Motion
from consult.council.permissions import motion_to_see
from consult.council.rules.motion import Kind, State
from consult.council.views.keep_or_put import keep_or_put
from consult.reviews.models import Review


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def put(request: HttpRequest, review: str) -> HttpResponse:
    """Show the form for a motion, and put the motion that was sent or keep it as a draft."""
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.put_motion", found)
    # Times are typed and shown in the zone of the council, not in the server's.
    with timezone.override(ZoneInfo(found.timezone)):
        if request.method != "POST":
            return _show(request, found, MotionForm(review=found))
        return _take(request, found, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Show a draft in the form; change it, notice it, or discard it."""
    found = motion_to_see(request.user, motion)
    require_to_see(request.user, "council.put_motion", found.review)
    if found.state != State.DRAFT:
        return redirect("council:motion", motion)
    if found.kind == Kind.AMENDMENT:
        return redirect("council:amendment_draft", motion)
    with timezone.override(ZoneInfo(found.review.timezone)):
        if request.method != "POST":
            form = MotionForm(review=found.review, draft=found)
            return _show(request, found.review, form, found)
        if request.POST.get("then") == "discard":
            discard_draft(actor=request.user, motion_id=found.pk)
            messages.success(request, _("The draft is discarded."))
            return redirect("council:room", found.review.slug)
        return _take(request, found.review, found)


def _take(request: HttpRequest, review: Review, kept: Motion | None) -> HttpResponse:
    form = MotionForm(request.POST, review=review, draft=kept)
    if not form.is_valid():
        return _show(request, review, form, kept, status=400)
    try:
        if rule := form.cleaned_data.get("rolled_up"):
            return _put_rolled_up(request, review, form, rule)
        motion = keep_or_put(request, review, form.arguments(), kept)
    except DomainError as error:
        form.add_error(form.field_of(error), translated(error))
        form.renew_key()
        return _show(request, review, form, kept, status=error.status)
    if motion.state == State.DRAFT:
        messages.success(request, _("The draft is kept. The council knows nothing of it yet."))
        return redirect("council:draft", motion.pk)
    words = _("Motion %(number)s is put to the council. Everybody on the roll is told by mail.")
    messages.success(request, words % {"number": motion.number})
    return redirect("council:motion", motion.pk)


def _put_rolled_up(
    request: HttpRequest, review: Review, form: MotionForm, rule: str
) -> HttpResponse:
    rollup = put_rollup(actor=request.user, review=review, rolled_up=rule, **form.arguments())
    words = _("The texts are put to the council chapter by chapter, as %(number)s.")
    messages.success(request, words % {"number": rollup.number})
    return redirect("council:rollup", rollup.pk)


def _show(
    request: HttpRequest,
    review: Review,
    form: MotionForm,
    kept: Motion | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"review": review, "form": form, "draft": kept}
    return render(request, "council/put.html", context, status=status)
