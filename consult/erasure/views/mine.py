"""Everything that the person who is signed in has sent, and erasing it."""

from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from consult.accounts.models import User
from consult.comments.selectors import submissions_of
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.erasure.actions import ask_for_everything
from consult.erasure.forms import EverythingForm
from consult.erasure.rules.asking import AskedBy
from consult.erasure.selectors import addresses_of
from consult.erasure.views.freshness import can_confirm, is_fresh, require_fresh

PAGE_SIZE = 25


@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """List what was sent from the account; on POST have all of it erased."""
    person: User = request.user  # type: ignore[assignment]
    form = EverythingForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                require_fresh(request)
                closes = form.cleaned_data["closes_account"]
                made = ask_for_everything(
                    actor=person, asked_by=AskedBy.AUTHOR, closes_account=closes
                )
                if closes:
                    logout(request)
                return redirect("erasure:request", made.token)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
    sent = submissions_of(person.pk, addresses_of(person)).select_related("discussion__chapter")
    page = Paginator(sent, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "fresh": is_fresh(request),
        "can_confirm": can_confirm(request),
    }
    return render(request, "erasure/mine.html", context, status=status)
