"""A guest has everything erased by a mailed link, and anybody watches how far it is."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.erasure.actions import ask_for_everything
from consult.erasure.forms import SureForm
from consult.erasure.permissions import require_everything
from consult.erasure.rules.asking import AskedBy, EraseLinkExpired, RequestState
from consult.erasure.selectors import request_called, sent_with


@never_cache
def everything(request: HttpRequest, token: str) -> HttpResponse:
    """Say how much came from the address; on POST have it erased, so that no mail scanner does."""
    count = sent_with(require_everything(token))
    if not count:
        raise EraseLinkExpired()
    form = SureForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = ask_for_everything(
                    actor=AnonymousUser(),
                    asked_by=AskedBy.AUTHOR,
                    closes_account=False,
                    token=token,
                )
                return redirect("erasure:request", made.token)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
    context = {"form": form, "count": count}
    return render(request, "erasure/everything.html", context, status=status)


@never_cache
def request_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show how far a request is: numbers only, to whoever holds its address."""
    found = request_called(token)
    context = {"found": found, "running": found.state == RequestState.RUNNING}
    return render(request, "erasure/request.html", context)
