"""A review's text by Goal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from consult.portal.selectors import goal_page, goal_rows
from consult.reviews.selectors import review_called


def goals(request: HttpRequest, review: str) -> HttpResponse:
    """Show the 17 Goals and how much of the text is about each."""
    found = review_called(review)
    return render(request, "portal/goals.html", {"review": found, "rows": goal_rows(found)})


def goal(request: HttpRequest, review: str, code: int) -> HttpResponse:
    """Show the chapters and paragraphs about a Goal and its targets."""
    found = review_called(review)
    page = goal_page(
        review=found,
        code=str(code),
        language=get_language() or "",
        number=request.GET.get("page"),
    )
    return render(request, "portal/goal.html", {"review": found, "goal": page})
