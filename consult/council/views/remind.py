"""The secretary reminds the seats that have not voted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.core.middleware import translated
from consult.council.actions import remind_seats
from consult.council.permissions import motion_to_see
from consult.council.rules.errors import RuleRefusal


@require_POST
@login_required
def remind(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Send a reminder now; whether anybody got one is told to nobody."""
    found = motion_to_see(request.user, motion)
    require_to_see(request.user, "council.remind_seats", found.review)
    try:
        remind_seats(actor=request.user, motion_id=motion)
    except RuleRefusal as error:
        messages.error(request, translated(error))
    else:
        messages.success(request, _("Whoever has not voted is reminded by mail."))
    return redirect("council:motion", motion)
