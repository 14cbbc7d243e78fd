"""The rota: who is on duty when, for moderators to read and for their lead to change."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from consult.accounts.permissions import require, require_to_see
from consult.accounts.selectors import reads_of
from consult.core.errors import DomainError, NotThere
from consult.core.languages import name_of
from consult.core.middleware import translated
from consult.reviews.models import Review
from consult.reviews.selectors import review_called
from moderation.actions import add_duty, remove_duty
from moderation.forms import DutyForm
from moderation.selectors import moderators_of, rota_of


def rota(request: HttpRequest, review: str) -> HttpResponse:
    """Show the rota; a lead moderator adds and removes turns. Times are in the review's zone."""
    found = review_called(review)
    require_to_see(request.user, "moderation.view_queue", found)
    moderators = moderators_of(found)
    with timezone.override(ZoneInfo(found.timezone)):
        if request.method == "POST" and "remove" in request.POST:
            return _remove(request, found)
        form, status = DutyForm(request.POST or None, moderators=moderators), 200
        if request.method == "POST":
            require(request.user, "moderation.set_rota", found)
            status = 400
            if form.is_valid():
                try:
                    return _add(request, found, form.cleaned_data)
                except DomainError as error:
                    form.refuse(error, translated(error))
                    status = error.status
        context = {
            "review": found,
            "rows": rota_of(found, timezone.now()),
            "readers": [
                (one.name, ", ".join(name_of(code) for code in reads_of(one))) for one in moderators
            ],
            "form": form,
            "may_set": request.user.has_perm("moderation.set_rota", found),
        }
        return render(request, "moderation/rota.html", context, status=status)


def _add(request: HttpRequest, review: Review, said: dict[str, Any]) -> HttpResponse:
    add_duty(
        actor=request.user,
        review=review,
        person_id=UUID(said["person"]),
        starts_at=said["starts_at"],
        ends_at=said["ends_at"],
        weekly=said["weekly"],
        last_day=said["last_day"],
        key=said["key"],
    )
    messages.success(request, _("The turn is in the rota."))
    return redirect("moderation:rota", review.slug)


def _remove(request: HttpRequest, review: Review) -> HttpResponse:
    try:
        duty_id = UUID(request.POST["remove"])
    except ValueError:
        raise NotThere() from None
    remove_duty(actor=request.user, review=review, duty_id=duty_id)
    messages.success(request, _("The turn is taken out of the rota."))
    return redirect("moderation:rota", review.slug)
