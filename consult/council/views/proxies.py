"""The secretary gives and withdraws proxies."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.languages import shown
from consult.core.middleware import translated
from consult.council.actions import give_proxy, withdraw_proxy
from consult.council.forms.proxy import ProxyForm
from consult.council.selectors.clock import database_now
from consult.council.selectors.proxies import proxies_shown
from consult.council.selectors.seats import Council, council_of
from consult.reviews.models import Review


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proxies(request: HttpRequest, review: str) -> HttpResponse:
    """Show the proxies of the council, and give the one that was sent."""
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.set_seats", found)
    council = council_of(found)
    with timezone.override(ZoneInfo(found.timezone)):
        if request.method != "POST":
            return _show(request, found, council)
        form = ProxyForm(request.POST, council=council, now=database_now())
        if not form.is_valid():
            return _show(request, found, council, form=form, status=400)
        try:
            proxy = give_proxy(actor=request.user, review=found, **form.arguments())
        except DomainError as error:
            form.add_error(error.field, translated(error))
            form.renew_key()
            return _show(request, found, council, form=form, status=error.status)
    words = _("%(holder)s is now the proxy of %(institution)s, for motions put from now on.")
    named = {"holder": proxy.holder, "institution": shown(proxy.seat.institution, "name")}
    messages.success(request, words % named)
    return redirect("council:proxies", found.slug)


@require_POST
@login_required
def withdraw(request: HttpRequest, proxy: UUID) -> HttpResponse:
    """Withdraw a proxy; asking for it again changes nothing."""
    withdrawn = withdraw_proxy(actor=request.user, proxy_id=proxy)
    messages.success(request, _("The proxy is withdrawn. Rolls that are frozen keep it."))
    return redirect("council:proxies", withdrawn.seat.institution.review.slug)


def _show(
    request: HttpRequest,
    review: Review,
    council: Council,
    *,
    form: ProxyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = database_now()
    context = {
        "review": review,
        "rows": proxies_shown(review, now),
        "represented": any(seat.people.all() for seat in council.seats()),
        "form": form or ProxyForm(council=council, now=now),
    }
    return render(request, "council/proxies.html", context, status=status)
