"""A group of texts that may be one campaign: read, confirmed, taken apart, and decided as one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from moderation.actions import (
    ask_to_decide,
    confirm_campaign,
    dissolve_campaign,
    run_again,
    take_out,
)
from moderation.forms import GroupForm, SeveralForm
from moderation.models import Campaign
from moderation.rules.campaigns.standing import (
    CampaignNotConfirmed,
    ExemplarNotShown,
    NotInCampaign,
)
from moderation.rules.judging import CaseTaken, OwnSubmission, StaleDecision
from moderation.rules.states import MoveNotLegal, Verdict
from moderation.selectors import campaign_called, campaign_page, code_in_force, run_called

_ACTS = ("confirm", "dissolve", "take_out")
# What may keep a single text out of a decision over its group, by the refusal's code.
_REFUSALS = {
    each.code: each.message
    for each in (
        CampaignNotConfirmed,
        ExemplarNotShown,
        MoveNotLegal,
        NotInCampaign,
        OwnSubmission,
        StaleDecision,
    )
}


def campaign(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Show a group with a page of its voices; on POST do what the form asks for.

    `act` is `confirm`, `dissolve` or `take_out`; without it the form decides all that waits.
    """
    found = campaign_called(campaign_id)
    require_to_see(request.user, "moderation.view_queue", found.review)
    if request.method != "POST":
        return _page(request, found)
    if request.POST.get("act"):
        return _settle(request, found)
    return _decide(request, found)


def _settle(request: HttpRequest, found: Campaign) -> HttpResponse:
    form = GroupForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=400)
    said = form.cleaned_data
    ours: dict[str, Any] = {
        "actor": request.user,
        "campaign_id": found.pk,
        "reason": said["reason"],
    }
    try:
        if said["act"] == "confirm":
            confirm_campaign(**ours, seen_exemplar=said["seen_exemplar"], name=said["name"])
            messages.success(request, _("The group is confirmed. Now decide about its texts."))
        elif said["act"] == "take_out":
            numbers = take_out(**ours, case_ids=form.ticked)
            told = ngettext(
                "%(count)s text stands by itself now.",
                "%(count)s texts stand by themselves now.",
                len(numbers),
            )
            messages.success(request, told % {"count": len(numbers)})
        else:
            dissolve_campaign(**ours)
            messages.success(request, _("The group is taken apart. Every text stands by itself."))
    except DomainError as error:
        form.refuse(error, translated(error))
        return _page(request, campaign_called(found.pk), form=form, status=error.status)
    if said["act"] == "dissolve":
        return redirect("moderation:queue", found.review.slug)
    return redirect("moderation:campaign", found.pk)


def _decide(request: HttpRequest, found: Campaign) -> HttpResponse:
    code = code_in_force(found.review)
    form = SeveralForm(request.POST, rules=list(code.rules.all()) if code else [])
    until = request.POST.get("until", "")
    if not form.is_valid() or not until.isdecimal():
        return _page(request, found, deciding=form, status=400)
    said = form.cleaned_data
    try:
        run = ask_to_decide(
            actor=request.user,
            campaign_id=found.pk,
            verdict=Verdict(said["verdict"]),
            until=int(until),
            rule_code=said["rule"],
            explanation=said["explanation"],
            key=said["key"],
        )
    except DomainError as error:
        form.refuse(error, translated(error))
        return _page(request, campaign_called(found.pk), deciding=form, status=error.status)
    return redirect("moderation:campaign-run", run.pk)


def _page(
    request: HttpRequest,
    found: Campaign,
    *,
    form: GroupForm | None = None,
    deciding: SeveralForm | None = None,
    status: int = 200,
) -> HttpResponse:
    after = request.GET.get("after", "")
    page = campaign_page(
        found,
        request.user,
        after=int(after) if after.isdecimal() and len(after) < 19 else 0,
        turned=request.GET.get("turned") == "on",
    )
    code = code_in_force(found.review)
    asked = form.data.get("act") if form else ""
    context = {
        "review": found.review,
        "page": page,
        "turned": request.GET.get("turned") == "on",
        "ticked": {str(case_id) for case_id in form.ticked} if form else set(),
        "refused": form or deciding,
        "forms": {act: form if form and act == asked else GroupForm(act=act) for act in _ACTS},
        "deciding": deciding or SeveralForm(None, rules=list(code.rules.all()) if code else []),
    }
    return render(request, "moderation/campaign.html", context, status=status)


@never_cache
def campaign_run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show how far a decision over a group has come; on POST try once more what was left out."""
    run = run_called(run_id)
    review = run.campaign.review
    require_to_see(request.user, "moderation.view_queue", review)
    if request.method == "POST":
        run_again(actor=request.user, run=run)
        return redirect("moderation:campaign-run", run_id)
    context = {
        "review": review,
        "campaign": run.campaign,
        "run": run,
        "left_out": [(number, _why(code)) for number, code in run.left_out],
    }
    return render(request, "moderation/campaign_run.html", context)


def _why(code: str) -> str:
    """Return in the reader's language why a text was left out."""
    if code == CaseTaken.code:
        return _("Somebody else is working on this case.")
    if code == OwnSubmission.code:
        return _("It comes from you or your organisation and waits for a colleague.")
    if code == StaleDecision.code:
        return _("It has changed since it was grouped. Decide on it by itself.")
    return _(_REFUSALS[code]) if code in _REFUSALS else _("It could not be decided.")
