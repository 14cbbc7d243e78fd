"""An imported draft is checked, and discarded where it is not wanted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.drafts import actions
from consult.drafts.selectors import checking_of, draft_called
from consult.drafts.views.words import DROPPED, KINDS


@require_safe
def check_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show every block that was recognised and everything that was dropped."""
    found = draft_called(draft)
    review = found.chapter.review
    require_to_see(request.user, "drafts.import_draft", review)
    checking = checking_of(found)
    return render(
        request,
        "drafts/draft.html",
        {
            "review": review,
            "checking": checking,
            "tally": [(KINDS[kind], count) for kind, count in checking.kinds.items()],
            "kinds": KINDS,
            "reasons": DROPPED,
        },
    )


def discard_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Ask whether the draft shall be discarded, and discard it on POST."""
    found = draft_called(draft)
    review = found.chapter.review
    require_to_see(request.user, "drafts.import_draft", review)
    form = Form(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.discard_draft(actor=request.user, draft=found)
        except DomainError as error:
            form.add_error(None, translated(error))
            status = error.status
        else:
            messages.success(request, _("The draft is discarded."))
            return redirect("drafts:desk", review.slug)
    return render(
        request,
        "drafts/discard.html",
        {"review": review, "draft": found, "form": form},
        status=status,
    )
