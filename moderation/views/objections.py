"""What people object to: reports of published texts, appeals, and what was decided on a text."""

from __future__ import annotations

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

from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from moderation.actions import file_report, lodge_appeal
from moderation.forms import AppealForm, ReportForm
from moderation.registry import subjects_of
from moderation.rules.appealing import ANSWER_DAYS, Party
from moderation.rules.reporting import TooManyReports
from moderation.selectors import (
    appellants_page,
    case_about,
    case_called,
    code_in_force,
    hidden_until,
    history_of,
    latest_decision,
    may_appeal,
    report_called,
    reportable_case,
    rules_in,
    safe_contact_of,
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
        "is_hidden": hidden_until(found, now()) is not None,
        "contact": safe_contact_of(found.review),
        "form": form,
    }
    return render(request, "moderation/report.html", context, status=status)


@never_cache
def report_receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show what became of a report, to whoever holds its address."""
    found = report_called(token)
    history = history_of(found.case.kind, found.case.subject_id, now())
    told = {one.decision.number for one in history if one.decision is not None}
    context = {
        "review": found.case.review,
        "report": found,
        "history": history,
        "answered_by": found.answered_by if found.answered_by in told else 0,
        "may_appeal": may_appeal(found.case, Party.REPORTER, now(), found),
        "contact": safe_contact_of(found.case.review),
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
        "contact": safe_contact_of(found.review),
        "form": form,
    }
    return _private(render(request, "moderation/appeal.html", context, status=status))


def history(request: HttpRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """Show everybody what was decided on a text, without its words and without names."""
    happenings = history_of(kind, subject_id, now())
    if not happenings:
        raise NotThere()
    found = case_about(kind, subject_id)
    context = {"review": found.review, "case": found, "history": happenings}
    return render(request, "moderation/history.html", context)


def _private(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is its key out of search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response
