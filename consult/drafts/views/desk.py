"""The editors' desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consult.accounts.permissions import require_to_see
from consult.drafts.selectors import desk_of
from consult.reviews.selectors import review_called


@require_safe
def desk(request: HttpRequest, review: str) -> HttpResponse:
    """Show the review's chapters, their versions and the drafts that wait to be checked."""
    found = review_called(review)
    require_to_see(request.user, "drafts.import_draft", found)
    return render(request, "drafts/desk.html", {"review": found, "rows": desk_of(found)})
