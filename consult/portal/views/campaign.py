"""A campaign with all its voices, and the author's way out of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.portal.selectors import campaign_page, receipt_page
from consult.portal.views.receipt import private, spoken
from moderation.actions import leave_campaign


def campaign(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Show the text that stands for a campaign, and a page of the voices with what they add."""
    page = campaign_page(
        campaign_id=campaign_id, after=request.GET.get("after", ""), reader=request.user
    )
    return render(request, "portal/campaign.html", {"page": page, "review": page.review})


@never_cache
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the author whether their text shall stand by itself; on POST let it.

    A mail's link leads here, so nothing happens without the form. A text that is counted with no
    campaign has no such page; whoever sends the form twice is led to the receipt.
    """
    page = receipt_page(token)
    with spoken(request, page["comment"]):
        if request.method == "POST":
            try:
                leave_campaign(case_id=page["case"].pk, token=token)
            except DomainError as error:
                messages.warning(request, translated(error))
            else:
                messages.success(request, _("Your text stands by itself now."))
            return private(redirect("receipts:receipt", token))
        if page["campaign"] is None:
            raise NotThere()
        response = private(render(request, "portal/leave.html", page))
    # Without any referrer a browser sends no origin either, and the form would be refused.
    response["Referrer-Policy"] = "same-origin"
    return response
