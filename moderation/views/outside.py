"""Adjudicators outside the team: named by leads, and the one page that their link opens."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.reviews.selectors import review_called
from moderation.actions import adjudicate as answer
from moderation.actions import adjudicate_measure as answer_on_measure
from moderation.actions import name_outside
from moderation.actions import take_back as take_it_back
from moderation.forms import AdjudicationForm, MeasureAnswerForm, OutsideForm
from moderation.models import Mandate
from moderation.registry import subjects_of
from moderation.rules.outside import MandateOver
from moderation.rules.states import Effect
from moderation.selectors import (
    appeals_waiting,
    code_in_force,
    decisions_for,
    mandate_named,
    mandate_of,
    mandates_in,
    measure_appeals_waiting,
    measure_called,
    measure_mandate_of,
    measure_mandates_in,
    refused_texts,
    rules_in,
    safe_contact_of,
)


def outside(request: HttpRequest, review: str) -> HttpResponse:
    """Show who answers appeals from outside and the links that are out; name somebody."""
    found = review_called(review)
    require_to_see(request.user, "moderation.name_outside", found)
    form = OutsideForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                name_outside(actor=request.user, review=found, **form.cleaned_data)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(request, _("The adjudicator is named."))
                return redirect("moderation:outside", found.slug)
    context = {
        "review": found,
        "form": form,
        "adjudicators": found.adjudicators.order_by("-named_at"),
        "mandates": mandates_in(found),
        "measure_mandates": measure_mandates_in(found),
        "waiting": appeals_waiting(found),
        "measures_waiting": measure_appeals_waiting(found),
        "now": now(),
    }
    return render(request, "moderation/outside.html", context, status=status)


@require_POST
def take_back(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Take a link back."""
    found = mandate_named(mandate_id)
    review = found.adjudicator.review
    require_to_see(request.user, "moderation.name_outside", review)
    take_it_back(actor=request.user, mandate_id=mandate_id)
    messages.success(request, _("The link opens nothing any more."))
    return redirect("moderation:outside", review.slug)


@never_cache
def adjudicate(request: HttpRequest, token: str) -> HttpResponse:
    """Show an appeal to the outside adjudicator whose link this is, and take the answer."""
    try:
        mandate = mandate_of(token, now())
    except MandateOver as error:
        return _over(request, error)
    case = mandate.appeal.case
    decisions = decisions_for(case.kind, case.subject_id)
    published = bool(decisions) and decisions[-1].effect == Effect.PUBLISH
    rules = rules_in(code_in_force(case.review))
    form = AdjudicationForm(request.POST or None, published=published, rules=rules)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return _answered(request, mandate, token, form)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
    context = {
        "review": case.review,
        "case": case,
        "mandate": mandate,
        "appeal": mandate.appeal,
        "decisions": decisions,
        "subject": subjects_of([case])[case.pk],
        "contact": safe_contact_of(case.review),
        "form": form,
    }
    return _private(render(request, "moderation/adjudicate.html", context, status=status))


@never_cache
def adjudicate_measure(request: HttpRequest, token: str) -> HttpResponse:
    """Show an appeal against a measure to the adjudicator whose link this is; take the answer.

    Whose account it is stands nowhere on the page.
    """
    try:
        mandate = measure_mandate_of(token, now())
    except MandateOver as error:
        return _over(request, error)
    measure = measure_called(mandate.appeal.measure_id, now()).measure
    form = MeasureAnswerForm(request.POST or None, ids="id_%s")
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                answer_on_measure(token=token, **form.cleaned_data)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(
                    request, _("Thank you. Your answer is recorded, and those concerned are told.")
                )
                return redirect("transparency:page", measure.review.slug)
    refused = refused_texts(measure)
    context = {
        "review": measure.review,
        "measure": measure,
        "mandate": mandate,
        "appeal": mandate.appeal,
        "refused": refused,
        "subjects": subjects_of([one.case for one in refused]),
        "contact": safe_contact_of(measure.review),
        "form": form,
    }
    return _private(render(request, "moderation/adjudicate_measure.html", context, status=status))


def _over(request: HttpRequest, error: MandateOver) -> HttpResponse:
    over = {"sentence": translated(error)}
    return _private(render(request, "moderation/mandate_over.html", over, status=410))


def _answered(
    request: HttpRequest, mandate: Mandate, token: str, form: AdjudicationForm
) -> HttpResponse:
    said = form.cleaned_data
    answer(
        token=token,
        verdict=said["verdict"],
        rule_code=said.get("rule", ""),
        explanation=said["explanation"],
        key=said["key"],
    )
    messages.success(
        request, _("Thank you. Your answer is recorded, and those concerned are told.")
    )
    case = mandate.appeal.case
    return redirect("moderation:history", case.kind, case.subject_id)


def _private(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is its key out of other sites and search engines.

    Within the site the address is sent along, without which a browser refuses to say where a form
    comes from."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
