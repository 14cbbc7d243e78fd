"""A review's own page: its chapters, its dates, and where to go."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from consult.portal.selectors import chapters_with_counts, languages_of
from consult.reviews.selectors import review_called, window_of


def review(request: HttpRequest, review: str) -> HttpResponse:
    """Show the chapters with their languages and how much is said about each."""
    found = review_called(review)
    chapters = chapters_with_counts(found)
    return render(
        request,
        "portal/review.html",
        {
            "review": found,
            "window": window_of(found, now()),
            "chapters": chapters,
            "text_languages": languages_of(chapters, found),
        },
    )
