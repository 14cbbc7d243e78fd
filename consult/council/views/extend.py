"""The secretary moves the deadline of a motion to a later time."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import extend_motion, record_outage
from consult.council.forms.extension import ExtensionForm, OutageForm
from consult.council.models import Motion
from consult.council.permissions import motion_to_see
from consult.council.selectors.chair import rule_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def extend(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Show both forms; extend the deadline, or record the outage, that was sent."""
    found = motion_to_see(request.user, motion)
    require_to_see(request.user, "council.extend_motion", found.review)
    with timezone.override(ZoneInfo(found.review.timezone)):
        if request.method != "POST":
            return _show(request, found)
        if request.POST.get("form") == "outage":
            return _take(request, found, OutageForm(request.POST))
        return _take(request, found, ExtensionForm(request.POST, motion=found))


def _take(request: HttpRequest, motion: Motion, form: ExtensionForm | OutageForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, motion, form, status=400)
    write = record_outage if isinstance(form, OutageForm) else extend_motion
    try:
        write(actor=request.user, motion_id=motion.pk, **form.cleaned_data)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, translated(error))
        form.renew_key()
        return _show(request, motion, form, status=error.status)
    messages.success(request, _("The deadline is moved. Everybody on the roll is told by mail."))
    return redirect("council:motion", motion.pk)


def _show(
    request: HttpRequest,
    motion: Motion,
    refused: ExtensionForm | OutageForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    extension = refused if isinstance(refused, ExtensionForm) else ExtensionForm(motion=motion)
    context = {
        "review": motion.review,
        "motion": motion,
        "rule": rule_of(motion),
        "extension_form": extension,
        "outage_form": refused if isinstance(refused, OutageForm) else OutageForm(),
        "form": refused,
    }
    return render(request, "council/extend.html", context, status=status)
