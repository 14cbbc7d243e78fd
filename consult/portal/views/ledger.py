"""The public pages of a review's ledger."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consult.core.signing import public_key
from consult.portal.selectors import recent_entries
from consult.reviews.selectors import review_called


def ledger(request: HttpRequest, review: str) -> HttpResponse:
    """Show the signed head, the key, the last entries, and how to check them."""
    found = review_called(review)
    return render(
        request,
        "portal/ledger.html",
        {
            "review": found,
            "log": found.log,
            "key": public_key(),
            "entries": recent_entries(found.log),
        },
    )


def check(request: HttpRequest, review: str) -> HttpResponse:
    """Show the page on which a browser checks a file, and say what it is no substitute for."""
    return render(request, "portal/check.html", {"review": review_called(review)})
