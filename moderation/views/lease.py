"""A lease on a case lasts on while somebody works on it: asked for by the page, not by hand."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from moderation.actions import claim_case
from moderation.selectors import case_called


@require_POST
def renew(request: HttpRequest, case_id: UUID) -> JsonResponse:
    """Take the case on, or keep it longer; answers with a sentence and the case's version.

    A refusal answers with its status and sentence: somebody else holds it, or it is decided.
    """
    found = case_called(case_id)
    require_to_see(request.user, "moderation.view_queue", found.review)
    try:
        held = claim_case(actor=request.user, case_id=case_id)
    except DomainError as error:
        return JsonResponse({"sentence": translated(error)}, status=error.status)
    until = held.claimed_until
    assert until is not None  # noqa: S101
    local = until.astimezone(ZoneInfo(held.review.timezone))
    sentence = _("You hold this case until %(time)s.") % {"time": date_format(local, "H:i")}
    return JsonResponse({"sentence": sentence, "version": held.version, "until": until.isoformat()})
