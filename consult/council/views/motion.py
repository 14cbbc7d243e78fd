"""One motion: its page, a vote on it, and its state for scripts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import cast_ballot
from consult.council.forms.ballot import BallotForm
from consult.council.models import Motion
from consult.council.permissions import motion_to_see
from consult.council.rules.reader import parse_rules
from consult.council.selectors.motion_page import MotionPage, OwnSeat, motion_page
from consult.council.selectors.snapshot import snapshot
from consult.council.selectors.words import CHOICE_WORDS, STATUS_WORDS


def _forms(page: MotionPage, refused: BallotForm | None) -> list[tuple[OwnSeat, BallotForm]]:
    """Return a form for each of the reader's seats, the refused one as it was sent."""
    sent = str(refused.data.get("seat", "")) if refused else None
    return [
        (
            seat,
            refused
            if refused and sent == str(seat.seat_id)
            else BallotForm(rules=page.rules, seat=seat.seat_id),
        )
        for seat in page.own
    ]


def _page(
    request: HttpRequest, motion: Motion, *, refused: BallotForm | None = None, status: int = 200
) -> HttpResponse:
    page = motion_page(motion, request.user)  # type: ignore[arg-type]
    context: dict[str, Any] = {
        "review": motion.review,
        "motion": motion,
        "page": page,
        "forms": _forms(page, refused),
        "form": refused,
        "choice_words": CHOICE_WORDS,
        "status_words": STATUS_WORDS,
        "may_close": request.user.has_perm("council.close_motion", motion.review),
    }
    return render(request, "council/motion.html", context, status=status)


@require_safe
@never_cache
@login_required
def show_motion(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Show a motion to those who may enter the council's room."""
    return _page(request, motion_to_see(request.user, motion))


@require_POST
@login_required
def vote(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Cast the ballot that was sent, or show the page again with what was typed and why not."""
    found = motion_to_see(request.user, motion)
    rules = parse_rules(found.rules)
    form = BallotForm(request.POST, rules=rules, seat=_seat(request))
    if not form.is_valid():
        return _page(request, found, refused=form, status=400)
    try:
        ballot = cast_ballot(
            actor=request.user,
            motion_id=motion,
            seat_id=form.cleaned_data["seat"],
            choice=form.cleaned_data["choice"],
            reason=form.cleaned_data["reason"],
            key=form.cleaned_data["key"],
        )
    except DomainError as error:
        form.add_error(error.field, translated(error))
        form.renew_key()
        return _page(request, found, refused=form, status=error.status)
    words = _("Your ballot is recorded: %(choice)s. It is ballot %(number)s of this motion.")
    messages.success(
        request, words % {"choice": CHOICE_WORDS[ballot.choice], "number": ballot.sequence}
    )
    return redirect("council:motion", motion)


def _seat(request: HttpRequest) -> UUID | None:
    """Return the seat that was sent, or None where it is no UUID, which the form then says."""
    try:
        return UUID(request.POST.get("seat", ""))
    except ValueError:
        return None


@require_safe
@never_cache
@login_required
def show_state(request: HttpRequest, motion: UUID) -> JsonResponse:
    """Give the motion's state as JSON: what the websocket sends, for pages that poll."""
    return JsonResponse(snapshot(motion_to_see(request.user, motion)))
