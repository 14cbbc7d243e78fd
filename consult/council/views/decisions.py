"""What the council decided, for everybody: no sign-in, and nothing before the close."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consult.council.selectors.decision import decided, decision_called
from consult.council.selectors.reading import reading_of
from consult.council.selectors.rollup import rolled_up
from consult.reviews.selectors import review_called

PAGE_SIZE = 50


@require_safe
def show_decisions(request: HttpRequest, review: str) -> HttpResponse:
    """List the decisions of a review's council, the newest first."""
    found = review_called(review)
    page = Paginator(decided(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"review": found, "page": page, "rollups": rolled_up(found)}
    return render(request, "council/decisions.html", context)


@require_safe
def show_decision(request: HttpRequest, review: str, number: str) -> HttpResponse:
    """Show one decision with its texts, its rule, its arithmetic and how each seat voted."""
    found = review_called(review)
    reading = reading_of(decision_called(found, number))
    may_carry_out = reading.amendment is not None and request.user.has_perm(
        "drafts.import_draft", found
    )
    context = {
        "review": found,
        "motion": reading.motion,
        "reading": reading,
        "may_carry_out": may_carry_out,
    }
    return render(request, "council/decision.html", context)
