"""The public code of conduct, the moderators' queue, one case, and what people object to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.reviews.selectors import review_called
from moderation.actions import (
    claim_case,
    decide_case,
    file_report,
    lodge_appeal,
    release_case,
)
from moderation.forms import AppealForm, DecisionForm, QueueForm, ReportForm
from moderation.models import Case
from moderation.registry import subjects_of
from moderation.rules.appealing import ANSWER_DAYS, Party
from moderation.rules.reporting import TooManyReports
from moderation.rules.states import CaseState, Verdict
from moderation.selectors import (
    CasePage,
    Offer,
    appellants_page,
    case_about,
    case_called,
    case_page,
    code_in_force,
    code_version,
    code_versions,
    history_of,
    latest_decision,
    may_appeal,
    queue_page,
    report_called,
    reportable_case,
    rules_in,
)


def conduct(request: HttpRequest, review: str) -> HttpResponse:
    """Show the code of conduct in force, or the version that the address asks for."""
    found = review_called(review)
    versions = code_versions(found)
    asked = request.GET.get("version")
    if asked is not None and not asked.isdecimal():
        raise NotThere()
    code = code_version(versions, int(asked) if asked else None)
    context = {"review": found, "versions": versions, "code": code}
    return render(request, "moderation/conduct.html", context)


def queue(request: HttpRequest, review: str) -> HttpResponse:
    """List the cases, oldest first; the address keeps state, language and page."""
    found = review_called(review)
    require_to_see(request.user, "moderation.view_queue", found)
    state = request.GET.get("state", "")
    language = request.GET.get("language", "")
    waiting = queue_page(
        person=request.user,
        review=found,
        state=CaseState(state) if state in set(CaseState) else CaseState.PENDING,
        language=language,
        number=request.GET.get("page"),
        now=now(),
    )
    form = QueueForm(request.GET, languages=waiting.languages)
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "review": found,
        "queue": waiting,
        "subjects": subjects_of([row.case for row in waiting.rows]),
        "filters": form,
        "address": f"?{kept.urlencode()}&" if kept else "?",
    }
    return render(request, "moderation/queue.html", context)


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
    return redirect("moderation:queue", found.review.slug)


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
    return redirect("moderation:queue", found.review.slug)


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
    context = {
        "review": found.review,
        "page": page,
        "subject": subjects_of([found])[found.pk],
        "form": form or _form(page, None),
        # Each verdict has a form of its own; what was typed stays in the one that was sent.
        "offers": [
            (offer, form if form and offer.name == asked else _form(page, None, offer))
            for offer in page.offered
        ],
    }
    return render(request, "moderation/case.html", context, status=status)


def _form(page: CasePage, data: Any, offer: Offer | None = None) -> DecisionForm:
    return DecisionForm(
        data,
        rules=page.rules,
        seen_version=page.case.version,
        withholds=page.withholds,
        reasoned=page.is_later,
        ids="id_%s" if offer is None or offer.withholds else f"id_{offer.name}_%s",
    )


def report(request: HttpRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """Take a report of a published text from anybody."""
    found = reportable_case(kind, subject_id)
    code = code_in_force(found.review)
    guest = not request.user.is_authenticated
    form = ReportForm(request.POST or None, rules=rules_in(code), guest=guest)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            said = form.cleaned_data
            try:
                if guest and not consume(request, action="report"):
                    raise TooManyReports()
                made = file_report(
                    actor=request.user,
                    kind=kind,
                    subject_id=subject_id,
                    rule_code=said["rule"],
                    explanation=said["explanation"],
                    email=said.get("email", ""),
                    page_language=get_language() or settings.LANGUAGE_CODE,
                    key=said["key"],
                )
                return redirect(made.receipt_path)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
    context = {
        "review": found.review,
        "case": found,
        "code": code,
        "subject": subjects_of([found])[found.pk],
        "form": form,
    }
    return render(request, "moderation/report.html", context, status=status)


@never_cache
def report_receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show what became of a report, to whoever holds its address."""
    found = report_called(token)
    context = {
        "review": found.case.review,
        "report": found,
        "history": history_of(found.case.kind, found.case.subject_id),
        "may_appeal": may_appeal(found.case, Party.REPORTER, now(), found),
    }
    return _private(render(request, "moderation/report_receipt.html", context))


@never_cache
def appeal(request: HttpRequest, case_id: UUID, token: str) -> HttpResponse:
    """Take an appeal from the author or a reporter, whose token opens the page."""
    found = case_called(case_id)
    back = appellants_page(found, token)
    form = AppealForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            said = form.cleaned_data
            try:
                lodge_appeal(case_id=case_id, token=token, text=said["text"], key=said["key"])
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(request, _("We have received your appeal."))
                return redirect(back)
    context = {
        "review": found.review,
        "case": found,
        "decision": latest_decision(found),
        "back": back,
        "days": ANSWER_DAYS,
        "form": form,
    }
    return _private(render(request, "moderation/appeal.html", context, status=status))


def history(request: HttpRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """Show everybody what was decided on a text, without its words and without names."""
    happenings = history_of(kind, subject_id)
    if not happenings:
        raise NotThere()
    found = case_about(kind, subject_id)
    context = {"review": found.review, "case": found, "history": happenings}
    return render(request, "moderation/history.html", context)


def _private(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is its key out of search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response
