"""A lease on a case lasts on while somebody works on it: asked for by the page, not by hand."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, JsonResponse
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from moderation.actions import claim_case
from moderation.selectors import case_called


@require_POST
def renew(request: HttpRequest, case_id: UUID) -> JsonResponse:
    """Take the case on, or keep it longer; answers with a sentence about that.

    `seen_version` is the version that the page shows, so that a stale page is told before a
    decision is typed. A refusal answers with its status and sentence: somebody else holds it, or
    it is decided.
    """
    found = case_called(case_id)
    require_to_see(request.user, "moderation.view_queue", found.review)
    try:
        held = claim_case(actor=request.user, case_id=case_id)
    except DomainError as error:
        return JsonResponse({"sentence": translated(error)}, status=error.status)
    if request.POST.get("seen_version", "") not in ("", str(held.version)):
        sentence = _("This case has changed since you opened it. Open it to see how it stands.")
    else:
        local = (held.claimed_until or now()).astimezone(ZoneInfo(held.review.timezone))
        sentence = _("You hold this case until %(time)s.") % {"time": date_format(local, "H:i")}
    return JsonResponse({"sentence": sentence})
