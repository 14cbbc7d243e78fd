"""A decision is taken back, or a case handed to a lead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from moderation.actions import escalate_case, undo_decision
from moderation.forms import EscalationForm, UndoForm
from moderation.selectors import case_called
from moderation.views.queue import onward


@require_POST
def undo(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take back the decision just made; the case is then before its moderator again."""
    found = case_called(case_id)
    require_to_see(request.user, "moderation.view_queue", found.review)
    form = UndoForm(request.POST)
    if form.is_valid():
        undo_decision(actor=request.user, case_id=case_id, **form.cleaned_data)
        messages.success(
            request,
            _("The decision on %(number)s is undone, and nobody was told of it.")
            % {"number": found.number},
        )
    return redirect("moderation:case", case_id)


def escalate(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Hand a case to a lead with a note; refused, the page keeps what was typed."""
    found = case_called(case_id)
    require_to_see(request.user, "moderation.view_queue", found.review)
    form = EscalationForm(request.POST or None, seen_version=found.version)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            said: dict[str, Any] = form.cleaned_data
            try:
                escalate_case(actor=request.user, case_id=case_id, **said)
            except DomainError as error:
                form.refuse(error, translated(error), case_called(case_id).version)
                status = error.status
            else:
                messages.success(
                    request,
                    _("%(number)s is with the lead moderators now.") % {"number": found.number},
                )
                return onward(request, found)
    context = {"review": found.review, "case": found, "form": form}
    return render(request, "moderation/escalate.html", context, status=status)
