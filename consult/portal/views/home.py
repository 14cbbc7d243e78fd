"""The front page: which reviews there are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consult.reviews.selectors import all_reviews


def home(request: HttpRequest) -> HttpResponse:
    """Show every review with its dates."""
    return render(request, "portal/home.html", {"reviews": all_reviews()})
