"""Measures as the person reads them whom they concern: reasons, and the appeal."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from moderation.actions import appeal_measure
from moderation.forms import AppealForm
from moderation.rules.appealing import ANSWER_DAYS
from moderation.selectors import (
    MeasureShown,
    measure_called,
    measure_opened,
    measures_on,
    safe_contact_of,
)


@login_required
@never_cache
def my_measures(request: HttpRequest) -> HttpResponse:
    """List the measures on the reader's own account."""
    context = {"measures": measures_on(request.user, now())}
    return render(request, "moderation/my_measures.html", context)


@login_required
@never_cache
def my_measure(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Show one of the reader's own measures and take an appeal against it."""
    shown = measure_called(measure_id, now())
    if shown.measure.person_key != request.user.pk:
        raise NotThere()
    return _page(request, shown, "")


@never_cache
def mailed_measure(request: HttpRequest, token: str) -> HttpResponse:
    """Show a measure to whoever holds the link from the mail, and take an appeal against it."""
    response = _page(request, measure_opened(token, now()), token)
    # Within the site the address is sent along, so that a browser says where the form comes from.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request: HttpRequest, shown: MeasureShown, token: str) -> HttpResponse:
    form = AppealForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            said = form.cleaned_data
            try:
                appeal_measure(
                    measure_id=shown.measure.pk,
                    actor=request.user,
                    token=token,
                    text=said["text"],
                    key=said["key"],
                )
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(request, _("We have received your appeal."))
                return redirect(request.path)
    review = shown.measure.review
    context = {
        "review": review,
        "shown": shown,
        "form": form,
        "days": ANSWER_DAYS,
        "contact": safe_contact_of(review),
    }
    return render(request, "moderation/my_measure.html", context, status=status)
