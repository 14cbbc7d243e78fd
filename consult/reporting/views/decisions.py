"""The council's decisions as data, at addresses that stay."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from consult.council.selectors.decision import decided, decision_called
from consult.ledger.canonical import canonical_bytes
from consult.ledger.instant import format_instant
from consult.reviews.selectors import review_called


@require_safe
def decisions(request: HttpRequest, review: str) -> HttpResponse:
    """Hand out the list of a review's decisions, the newest first, as canonical JSON."""
    found = review_called(review)
    listed = [
        {
            "number": motion.number,
            "status": (motion.outcome or {})["status"],
            "certified": motion.certified_at is not None,
            "closed_at": format_instant(motion.closed_at) if motion.closed_at else None,
            "address": settings.BASE_URL
            + reverse("reporting:decision", args=[review, motion.number]),
        }
        for motion in decided(found)
    ]
    return _json({"format": "consult-decisions/1", "review": found.slug, "decisions": listed})


@require_safe
def decision(request: HttpRequest, review: str, number: str) -> HttpResponse:
    """Hand out one decision with its record and its proofs, as canonical JSON."""
    return _json(decision_called(review_called(review), number).document)


def _json(value: object) -> HttpResponse:
    return HttpResponse(canonical_bytes(value), content_type="application/json")
