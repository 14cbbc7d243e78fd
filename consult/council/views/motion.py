"""One motion: its page, a vote on it, and its state for scripts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from consult.accounts.adapters import ask_for_second_factor
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import cast_ballot, give_reason
from consult.council.forms.ballot import BallotForm
from consult.council.forms.reason import ReasonForm
from consult.council.models import Motion
from consult.council.permissions import motion_to_see, motion_to_vote_on
from consult.council.rules.errors import RuleRefusal
from consult.council.rules.motion import State
from consult.council.rules.reader import parse_rules
from consult.council.rules.stage import stage_of
from consult.council.selectors.amendments import amendment_shown
from consult.council.selectors.motion_page import MotionPage, OwnSeat, motion_page
from consult.council.selectors.paper import papers_of
from consult.council.selectors.reservations import (
    counted_reservations,
    offered_passages,
    own_passages,
    passages_of,
)
from consult.council.selectors.rivals import order_shown
from consult.council.selectors.snapshot import snapshot
from consult.council.selectors.words import choice_words


def _forms(page: MotionPage, refused: BallotForm | None) -> list[tuple[OwnSeat, BallotForm]]:
    """Return a form for each of the reader's seats, the refused one as it was sent."""
    passages = offered_passages(page)
    if refused:
        refused.offer(passages)
    sent = str(refused.data.get("seat", "")) if refused else None
    return [
        (
            seat,
            refused
            if refused and sent == str(seat.seat_id)
            else BallotForm(
                rules=page.rules, seat=seat.seat_id, stage=page.stage, passages=passages
            ),
        )
        for seat in page.own
    ]


def _reasons(page: MotionPage, refused: ReasonForm | None) -> dict[str, ReasonForm]:
    """Return a form for each objection of the reader that lacks its reason, by its ballot."""
    return {
        str(cast.ballot.pk): refused
        if refused is not None and refused.auto_id == f"reason-{cast.ballot.pk}-%s"
        else ReasonForm(ballot=cast.ballot.pk)
        for seat in page.own
        for cast in seat.ballots
        if cast.lacks_reason
    }


def _page(
    request: HttpRequest,
    motion: Motion,
    *,
    refused: BallotForm | ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = motion_page(motion, request.user)  # type: ignore[arg-type]
    may = {
        name: request.user.has_perm(f"council.{name}_motion", motion.review)
        for name in ("close", "extend", "void", "certify")
    }
    may["remind"] = request.user.has_perm("council.remind_seats", motion.review)
    context: dict[str, Any] = {
        "review": motion.review,
        "motion": motion,
        "page": page,
        "forms": _forms(page, refused if isinstance(refused, BallotForm) else None),
        "reasons": _reasons(page, refused if isinstance(refused, ReasonForm) else None),
        "form": refused,
        "amendment": amendment_shown(motion),
        "order": order_shown(motion),
        "reservations": counted_reservations(page),
        "papers": papers_of(motion),
        "help_line": settings.COUNCIL_HELP_LINE,
        "pointed": own_passages(page),
        "choice_words": choice_words(page.rules),
        "may": {
            **may,
            "paper": request.user.has_perm("council.enter_paper", motion.review),
            "reply": request.user.has_perm("council.answer_reservation", motion.review),
        },
    }
    return render(request, "council/motion.html", context, status=status)


@require_safe
@never_cache
@login_required
def show_motion(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Show a motion to those who may enter the council's room; a draft has a page of its own."""
    found = motion_to_see(request.user, motion)
    if found.state == State.DRAFT:
        return redirect("council:draft", motion)
    return _page(request, found)


@require_POST
@login_required
def vote(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Cast the ballot that was sent, or show the page again with what was typed and why not."""
    found = motion_to_vote_on(request.user, motion)
    rules = parse_rules(found.rules)
    form = BallotForm(
        request.POST,
        rules=rules,
        seat=_seat(request),
        stage=stage_of(rules, escalated=found.escalated_at is not None),
        # A vote that points at nothing needs none of them.
        passages=passages_of(found) if "blocks" in request.POST else (),
    )
    if not form.is_valid():
        return _page(request, motion_to_see(request.user, motion), refused=form, status=400)
    if asked := ask_for_second_factor(request, found.review):
        return asked
    try:
        ballot = cast_ballot(
            actor=request.user,
            motion_id=motion,
            seat_id=form.cleaned_data["seat"],
            choice=form.cleaned_data["choice"],
            reason=form.cleaned_data["reason"],
            key=form.cleaned_data["key"],
            blocks=form.cleaned_data.get("blocks", ()),
            publish=form.cleaned_data.get("publish", False),
        )
    except DomainError as error:
        form.add_error(error.field, translated(error))
        form.renew_key()
        whole = motion_to_see(request.user, motion)
        return _page(request, whole, refused=form, status=error.status)
    words = _("Your ballot is recorded: %(choice)s. It is ballot %(number)s of this motion.")
    said = choice_words(rules)[ballot.choice]
    messages.success(request, words % {"choice": said, "number": ballot.sequence})
    return redirect("council:motion", motion)


def _seat(request: HttpRequest) -> UUID | None:
    """Return the seat that was sent, or None where it is no UUID, which the form then says."""
    try:
        return UUID(request.POST.get("seat", ""))
    except ValueError:
        return None


@require_POST
@login_required
def explain(request: HttpRequest, motion: UUID, ballot: UUID) -> HttpResponse:
    """Take the reason of an objection, or show the page again with what was typed and why not."""
    found = motion_to_see(request.user, motion)
    form = ReasonForm(request.POST, ballot=ballot)
    if not form.is_valid():
        return _page(request, found, refused=form, status=400)
    try:
        give_reason(
            actor=request.user,
            motion_id=motion,
            ballot_id=ballot,
            reason=form.cleaned_data["reason"],
        )
    except RuleRefusal as error:
        form.add_error(error.field, translated(error))
        return _page(request, found, refused=form, status=error.status)
    messages.success(request, _("The reason of your objection is recorded."))
    return redirect("council:motion", motion)


@require_safe
@never_cache
@login_required
def show_state(request: HttpRequest, motion: UUID) -> JsonResponse:
    """Give the motion's state as JSON: what the websocket sends, for pages that poll."""
    return JsonResponse(snapshot(motion_to_see(request.user, motion)))
