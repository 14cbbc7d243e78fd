"""The secretary decides about motions that a live session ended without opening."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.adapters import ask_for_second_factor
from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import change_session, void_motion
from consult.council.forms.unopened import VOID, UnopenedForm
from consult.council.models import Motion, Sitting
from consult.council.permissions import sitting_to_see
from consult.council.selectors.sittings import sittings_to_come, unopened_motions


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unopened(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Show each motion that was not opened; move the one that was sent, or declare it void."""
    found = sitting_to_see(request.user, sitting)
    require_to_see(request.user, "council.run_session", found.review)
    with timezone.override(ZoneInfo(found.review.timezone)):
        if request.method != "POST":
            return _show(request, found)
        return _decide(request, found)


def _decide(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Do with one motion what the pressed button says; show the form that is refused."""
    sent = request.POST.get("motion", "")
    motion = next((each for each in unopened_motions(sitting) if str(each.pk) == sent), None)
    if motion is None:
        # Pressed twice, or by two people.
        messages.info(request, _("This motion waits for the session no longer."))
        return redirect("council:unopened", sitting.pk)
    sittings = sittings_to_come(sitting.review)
    form = UnopenedForm(request.POST, motion=motion, sittings=sittings)
    if not form.is_valid():
        return _show(request, sitting, motion, form, status=400)
    if form.then == VOID and (asked := ask_for_second_factor(request, sitting.review)):
        return asked
    try:
        _carry_out(request, form, motion)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, translated(error))
        return _show(request, sitting, motion, form, status=error.status)
    return redirect("council:unopened", sitting.pk)


def _carry_out(request: HttpRequest, form: UnopenedForm, motion: Motion) -> None:
    data = form.cleaned_data
    if form.then == VOID:
        void_motion(actor=request.user, motion_id=motion.pk, reason=data["reason"])
        messages.success(request, _("The motion is void. Everybody on the roll is told."))
        return
    change_session(actor=request.user, motion_id=motion.pk, sitting_id=UUID(data["sitting"]))
    messages.success(
        request, _("The motion is put for the other session. Everybody on the roll is told.")
    )


def _show(
    request: HttpRequest,
    sitting: Sitting,
    motion: Motion | None = None,
    refused: UnopenedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    sittings = sittings_to_come(sitting.review)
    context = {
        "review": sitting.review,
        "sitting": sitting,
        "rows": [
            (
                each,
                refused
                if refused and each == motion
                else UnopenedForm(motion=each, sittings=sittings),
            )
            for each in unopened_motions(sitting)
        ],
        "sittings": sittings,
        "form": refused,
    }
    return render(request, "council/unopened.html", context, status=status)
