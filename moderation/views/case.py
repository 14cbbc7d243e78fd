"""The public code of conduct, and one case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.reviews.selectors import review_called
from moderation.actions import claim_case, decide_case, release_case
from moderation.forms import DecisionForm
from moderation.models import Case
from moderation.registry import subjects_of
from moderation.rules.states import Verdict
from moderation.selectors import (
    CasePage,
    Offer,
    case_called,
    case_page,
    code_version,
    code_versions,
    safe_contact_of,
)
from moderation.views.measures import measures_on_case
from moderation.views.queue import narrowing, onward
from moderation.views.safety import safety_on


def conduct(request: HttpRequest, review: str) -> HttpResponse:
    """Show the code of conduct in force, or the version that the address asks for."""
    found = review_called(review)
    versions = code_versions(found)
    asked = request.GET.get("version")
    if asked is not None and not asked.isdecimal():
        raise NotThere()
    code = code_version(versions, int(asked) if asked else None)
    context = {
        "review": found,
        "versions": versions,
        "code": code,
        "contact": safe_contact_of(found),
        "is_team": request.user.has_perm("moderation.view_queue", found)
        or request.user.has_perm("moderation.set_contact", found),
        "sets_contact": request.user.has_perm("moderation.set_contact", found),
    }
    return render(request, "moderation/conduct.html", context)


def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case with its text, its decisions, and what can be done with it."""
    return _case(request, _seen(request, case_id))


@require_POST
def claim(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a case on."""
    _seen(request, case_id)
    claim_case(actor=request.user, case_id=case_id)
    return redirect("moderation:case", case_id)


@require_POST
def release(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give a case back."""
    found = _seen(request, case_id)
    release_case(actor=request.user, case_id=case_id)
    return onward(request, found, stay=True)


@require_POST
def decide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Decide a case. Refused, the page shows the case as it is now and keeps what was typed."""
    found = _seen(request, case_id)
    page = case_page(found, request.user, now())
    form = _form(page, request.POST, page.offer_called(request.POST.get("verdict", "")))
    if not form.is_valid():
        return _case(request, found, form, 400)
    said = form.cleaned_data
    try:
        decision = decide_case(
            actor=request.user,
            case_id=case_id,
            seen_version=said["seen_version"],
            verdict=Verdict(said["verdict"]),
            rule_code=said["rule"],
            explanation=said["explanation"],
            key=said["key"],
        )
    except DomainError as error:
        current = case_called(case_id)
        form.current_version = current.version
        form.refuse(error, translated(error))
        return _case(request, current, form, error.status)
    messages.success(
        request, _("%(number)s is decided. The author is told.") % {"number": decision.case.number}
    )
    return onward(request, found)


def _seen(request: HttpRequest, case_id: UUID) -> Case:
    """Return the case if the person moderates its review; others learn nothing of it."""
    found = case_called(case_id)
    require_to_see(request.user, "moderation.view_queue", found.review)
    return found


def _case(
    request: HttpRequest, found: Case, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    page = case_page(found, request.user, now())
    asked = form.data.get("verdict") if form else None
    kept = _kept(request)
    context = {
        "review": found.review,
        "page": page,
        "subject": subjects_of([found])[found.pk],
        **safety_on(request, found),
        **measures_on_case(request, found),
        "form": _keeping(form or _form(page, None), kept),
        # Each verdict has a form of its own; what was typed stays in the one that was sent.
        "offers": [
            (
                offer,
                _keeping(form if form and offer.name == asked else _form(page, None, offer), kept),
            )
            for offer in page.offered
        ],
    }
    return render(request, "moderation/case.html", context, status=status)


def _kept(request: HttpRequest) -> dict[str, str]:
    """Return what the forms send along: whoever came from the queue goes on to its next case."""
    asked = request.POST if request.method == "POST" else request.GET
    if "queue" not in asked:
        return {}
    return {"queue": narrowing(QueryDict(asked["queue"])).address, "next": "case"}


def _keeping(form: DecisionForm, kept: dict[str, str]) -> DecisionForm:
    form.kept = kept
    return form


def _form(page: CasePage, data: Any, offer: Offer | None = None) -> DecisionForm:
    return DecisionForm(
        data,
        rules=page.rules,
        seen_version=page.case.version,
        withholds=page.withholds,
        reasoned=page.is_later,
        ids="id_%s" if offer is None or offer.withholds else f"id_{offer.name}_%s",
    )
