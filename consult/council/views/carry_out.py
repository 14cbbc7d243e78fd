"""An editor carries out what the council adopted as an amendment."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.council.actions import write_amendment
from consult.council.selectors.amendments import amendment_shown
from consult.council.selectors.decision import decided
from consult.reviews.selectors import review_called


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def carry_out(request: HttpRequest, review: str, number: str) -> HttpResponse:
    """Show the amended passages, to copy, and write them into a working draft when asked."""
    found = review_called(review)
    require_to_see(request.user, "drafts.import_draft", found)
    motion = decided(found).filter(number=number).first()
    shown = amendment_shown(motion) if motion else None
    if motion is None or shown is None:
        raise NotThere()
    status, refusal = 200, ""
    if request.method == "POST":
        try:
            draft = write_amendment(actor=request.user, motion_id=motion.pk)
        except DomainError as error:
            status, refusal = error.status, translated(error)
        else:
            messages.success(request, _("The amended passages stand in this draft. Publish it."))
            return redirect("drafts:draft", draft.pk)
    context = {"review": found, "motion": motion, "amendment": shown, "refusal": refusal}
    return render(request, "council/carry_out.html", context, status=status)
