"""Measures against accounts, for moderators: to take, to see, to lift, to answer for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.reviews.selectors import review_called
from moderation.actions import answer_measure, lift_measure, take_measure
from moderation.forms import LiftForm, MeasureAnswerForm, MeasureForm
from moderation.models import Case
from moderation.rules.measures import LONGEST_DAYS
from moderation.selectors import (
    case_called,
    code_in_force,
    measure_called,
    measures_in,
    record_of,
    rules_in,
)


def measures_on_case(request: HttpRequest, found: Case) -> dict[str, Any]:
    """Return what the page of a case shows of its author's account, in two queries."""
    return {"record": record_of(found, request.user, now())}


def take(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a measure against the account that a case's text came from."""
    found = case_called(case_id)
    require_to_see(request.user, "moderation.take_measure", found.review)
    record = record_of(found, request.user, now())
    if record is None:
        raise NotThere()
    form = MeasureForm(
        request.POST or None,
        rules=rules_in(code_in_force(found.review)),
        refused=record.refused,
        suspends=request.user.has_perm("moderation.suspend", found.review),
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = take_measure(
                    actor=request.user,
                    case_id=case_id,
                    wanted=form.wanted(),
                    key=form.cleaned_data["key"],
                )
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(request, _("The measure is taken. The person is told."))
                return redirect("moderation:one-measure", made.pk)
    context = {
        "review": found.review,
        "case": found,
        "record": record,
        "form": form,
        "longest": LONGEST_DAYS,
    }
    return render(request, "moderation/take_measure.html", context, status=status)


def measures(request: HttpRequest, review: str) -> HttpResponse:
    """List the measures of a review: appeals that wait, in force, and over."""
    found = review_called(review)
    require_to_see(request.user, "moderation.view_queue", found)
    rows = measures_in(found, now())
    waiting = [one for one in rows if one.waits_for_answer]
    waiting.sort(key=lambda one: one.appeal.due_at)
    context = {
        "review": found,
        "waiting": waiting,
        "in_force": [one for one in rows if one.is_in_force],
        "over": [one for one in rows if not one.is_in_force],
    }
    return render(request, "moderation/measures.html", context)


def one_measure(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Show a measure to moderators; on POST lift it, or answer the appeal against it."""
    shown = measure_called(measure_id, now())
    require_to_see(request.user, "moderation.view_queue", shown.measure.review)
    answers = "verdict" in request.POST or "answering" in request.POST
    sent = request.POST or None
    lift = LiftForm(None if answers else sent, ids="id_lift_%s")
    answer = MeasureAnswerForm(sent if answers else None, ids="id_answer_%s")
    status = 200
    if request.method == "POST":
        status = 400
        form = answer if answers else lift
        if form.is_valid():
            said = {"actor": request.user, "measure_id": measure_id, **form.cleaned_data}
            try:
                (answer_measure if answers else lift_measure)(**said)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(request, _("This is recorded. The person is told."))
                return redirect("moderation:one-measure", measure_id)
    review = shown.measure.review
    kind = "suspend" if shown.measure.kind == "suspension" else "take_measure"
    context = {
        "review": review,
        "shown": shown,
        "lift_form": lift,
        "answer_form": answer,
        "bound": answer if answers else lift,
        "may_lift": request.user.has_perm(f"moderation.{kind}", review),
        "took_part": shown.measure.moderator_key == request.user.pk,
        "is_own": shown.measure.person_key == request.user.pk,
    }
    return render(request, "moderation/one_measure.html", context, status=status)
