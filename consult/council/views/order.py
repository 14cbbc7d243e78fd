"""The secretary puts rival amendments in the order in which they are voted on."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import order_amendments
from consult.council.forms.order import OrderForm
from consult.council.selectors.rivals import amendment_drafts
from consult.reviews.models import Review


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def order(request: HttpRequest, review: str) -> HttpResponse:
    """Show the drafts of amendments with a place for each; put those with a place in that order."""
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.put_motion", found)
    drafts = amendment_drafts(found)
    status = 200
    with timezone.override(ZoneInfo(found.timezone)):
        form = OrderForm(request.POST or None, drafts=drafts)
        if request.method == "POST":
            status = 400
            if form.is_valid():
                try:
                    stated = order_amendments(actor=request.user, review=found, **form.arguments())
                except DomainError as error:
                    form.add_error(form.field_of(error), translated(error))
                    form.renew_key()
                    status = error.status
                else:
                    words = _("The order %(number)s is stated. Everybody on the roll is told.")
                    messages.success(request, words % {"number": stated.number})
                    first = stated.places.get(place=1)
                    return redirect("council:motion", first.motion_id)
        context = {"review": found, "form": form}
        return render(request, "council/order.html", context, status=status)
