"""The public code of conduct, and one case."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.core.text import clean_text
from consult.reviews.selectors import review_called
from moderation.actions import claim_case, decide_case, release_case
from moderation.forms import DecisionForm
from moderation.models import Case
from moderation.registry import Subject, handler_for, subjects_of
from moderation.rules.resubmitting import RESUBMIT_DAYS
from moderation.rules.states import Verdict
from moderation.selectors import (
    CasePage,
    Offer,
    answer_called,
    case_called,
    case_page,
    code_version,
    code_versions,
    explained,
    marked,
    published_unread,
    safe_contact_of,
    signals_of,
    translations_of,
)
from moderation.views.measures import measures_on_case
from moderation.views.playbook import filled_in, offered_beside
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
    subject = subjects_of([found])[found.pk]
    form = _form(page, subject, request.POST, page.offer_called(request.POST.get("verdict", "")))
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
            order_source=said.get("order_source", ""),
            model_answer=said["model_answer"],
            words=said.get("words", ""),
            seen_revision=said["seen_revision"],
            key=said["key"],
        )
    except DomainError as error:
        current = case_called(case_id)
        form.current_version = current.version
        form.current_revision = subjects_of([current])[current.pk].revision
        form.refuse(error, translated(error))
        return _case(request, current, form, error.status)
    messages.success(
        request,
        _("%(number)s is decided. The author is told in a minute.")
        % {"number": decision.case.number},
    )
    if request.POST.get("then") == "answer" and _may_answer(request, found):
        return redirect("responses:answer", found.subject_id)
    return onward(request, found)


def _may_answer(request: HttpRequest, found: Case) -> bool:
    """Say whether the moderator is also one of those who answer comments."""
    return found.kind == "comment" and request.user.has_perm("responses.answer", found.review)


@require_POST
def insert(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the case with what was typed, and a model answer added to it. Nothing is stored.

    Where none is named, as from the queue, the answers that can be chosen stand open. Where the
    case can no longer be decided so, the page says it and shows what was typed.
    """
    found = _seen(request, case_id)
    page = case_page(found, request.user, now())
    offer = page.offer_called(request.POST.get("verdict", ""))
    subject = subjects_of([found])[found.pk]
    if offer is None and request.POST.get("verdict") not in set(Verdict):
        raise NotThere()
    if offer is None:
        return _case(request, found, _form(page, subject, request.POST), 409)
    said = {
        "rule": request.POST.get("rule", ""),
        "explanation": clean_text(request.POST.get("explanation", "")),
        "model_answer": request.POST.get("model_answer", ""),
    }
    if request.POST.get("insert"):
        answer = answer_called(found.review, request.POST["insert"])
        rule = next((one for one in page.rules if one.code == said["rule"]), None)
        text = filled_in(answer, found, subject, rule)
        typed = said["explanation"]
        said |= {
            "explanation": f"{typed}\n\n{text}" if typed else text,
            "model_answer": answer.key,
        }
    return _case(request, found, _form(page, subject, None, offer, said), asked=offer.name)


def _seen(request: HttpRequest, case_id: UUID) -> Case:
    """Return the case if the person moderates its review; others learn nothing of it."""
    found = case_called(case_id)
    require_to_see(request.user, "moderation.view_queue", found.review)
    return found


def _case(
    request: HttpRequest,
    found: Case,
    form: DecisionForm | None = None,
    status: int = 200,
    asked: str = "",
) -> HttpResponse:
    page = case_page(found, request.user, now())
    asked = asked or (form.data.get("verdict", "") if form else "")
    kept = _kept(request)
    subject = subjects_of([found])[found.pk]
    signals = signals_of([found.pk]).get(found.pk, [])
    context = {
        "review": found.review,
        "page": page,
        "subject": subject,
        "translations": translations_of(found, subject.original),
        "playbook": offered_beside(found) if page.may_decide else {},
        # Who asked for the answers from the queue finds them open.
        "choosing": asked if request.POST.get("insert") == "" else "",
        "may_answer": _may_answer(request, found),
        "untold": [page.undoable] if page.undoable else [],
        "keys": {page.undoable.pk: uuid4()} if page.undoable else {},
        "undo_seconds": int(settings.UNDO_WITHIN.total_seconds()),
        **safety_on(request, found),
        **measures_on_case(request, found),
        "signals": explained(signals, subject.original),
        "original": marked(signals, subject.original),
        "unread": published_unread(found) if page.is_undecided else None,
        "sealed": handler_for(found.kind).sealed(found.subject_id) if page.may_unseal else "",
        "resubmit_days": RESUBMIT_DAYS,
        "earlier": handler_for(found.kind).earlier(found.subject_id)
        if subject.revision > 1
        else [],
        "form": _keeping(form or _form(page, subject, None), kept),
        # Where the verdict that was sent is offered no longer, what was typed stands by itself.
        "stranded": form if form and form.is_bound and page.offer_called(asked) is None else None,
        # Each verdict has a form of its own; what was typed stays in the one that was sent.
        "offers": [
            (
                offer,
                _keeping(
                    form if form and offer.name == asked else _form(page, subject, None, offer),
                    kept,
                ),
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


def _form(
    page: CasePage,
    subject: Subject,
    data: Any,
    offer: Offer | None = None,
    typed: dict[str, str] | None = None,
) -> DecisionForm:
    first = next((one for one in page.offered if one.withholds), None)
    return DecisionForm(
        data,
        rules=page.rules,
        seen_version=page.case.version,
        withholds=page.withholds,
        reasoned=page.is_later,
        may_order=page.may_order and (offer is None or offer.name == Verdict.REJECT),
        redacts=offer is not None and offer.redacts,
        has_gaps=page.has_gaps,
        seen_revision=subject.revision,
        ids="id_%s" if offer is None or offer == first else f"id_{offer.name}_%s",
        typed=typed,
    )
