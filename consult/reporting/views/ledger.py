"""Files for whoever wants to check or re-use the record."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from consult.reporting.exports import ledger_bundle
from consult.reviews.selectors import review_called


@require_safe
def bundle(request: HttpRequest, review: str) -> HttpResponse:
    """Hand out a review's ledger as one canonical JSON file."""
    found = review_called(review)
    response = HttpResponse(ledger_bundle(found), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.ledger.json"'
    return response
