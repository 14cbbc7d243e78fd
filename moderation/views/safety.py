"""Questions of safety: raised and settled on a case, and the contact outside government."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.reviews.selectors import review_called
from moderation.actions import raise_risk as raise_it
from moderation.actions import set_contact
from moderation.actions import settle_risk as settle_it
from moderation.forms import ContactForm, RiskForm, SettleForm
from moderation.models import Case
from moderation.selectors import case_called, open_hidings, safe_contact_of, safety_of


def safety_on(request: HttpRequest, found: Case) -> dict[str, Any]:
    """Return what the page of a case shows of questions of safety, in one query."""
    return {
        "safety": safety_of(found, now()),
        "risk_form": RiskForm(),
        "settles": request.user.has_perm("moderation.settle_risk", found.review),
        "longer_form": SettleForm(longer=True),
        "clear_form": SettleForm(longer=False),
    }


@require_POST
def raise_risk(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say that somebody is at risk; refused, a page of its own keeps what was typed."""
    found = _seen(request, case_id)
    form = RiskForm(request.POST)
    return _act(request, found, form, lambda said: raise_it(**said), _("The leads are told."))


@require_POST
def settle_risk(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a hidden text again, or hide it longer; refused, a page keeps what was typed."""
    found = _seen(request, case_id)
    form = SettleForm(request.POST, longer="days" in request.POST)
    return _act(request, found, form, lambda said: settle_it(**said), _("This is recorded."))


def _act(request: HttpRequest, found: Case, form: RiskForm, act: Any, told: str) -> HttpResponse:
    status = 400
    if form.is_valid():
        try:
            act({"actor": request.user, "case_id": found.pk, **form.cleaned_data})
        except DomainError as error:
            form.refuse(error, translated(error))
            status = error.status
        else:
            messages.success(request, told)
            return redirect("moderation:case", found.pk)
    context = {"review": found.review, "case": found, "form": form}
    return render(request, "moderation/risk_refused.html", context, status=status)


def risks(request: HttpRequest, review: str) -> HttpResponse:
    """List the texts that are hidden at the moment since somebody may be at risk."""
    found = review_called(review)
    require_to_see(request.user, "moderation.view_queue", found)
    context = {"review": found, "hidings": open_hidings(found, now())}
    return render(request, "moderation/risks.html", context)


def contact(request: HttpRequest, review: str) -> HttpResponse:
    """Let an administrator name the contact outside government."""
    found = review_called(review)
    require_to_see(request.user, "moderation.set_contact", found)
    form = ContactForm(request.POST or None, contact=safe_contact_of(found))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                set_contact(actor=request.user, review=found, **form.arguments())
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(request, _("The contact is named on every page of the code."))
                return redirect("moderation:conduct", found.slug)
    return render(
        request, "moderation/contact.html", {"review": found, "form": form}, status=status
    )


def _seen(request: HttpRequest, case_id: UUID) -> Case:
    found = case_called(case_id)
    require_to_see(request.user, "moderation.view_queue", found.review)
    return found
