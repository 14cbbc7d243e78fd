"""A participant's receipt: what became of what they sent in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from consult.core.journal import receipt_file
from consult.ledger.canonical import canonical_bytes
from consult.portal.selectors import receipt_page


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the address, which is the key to this page, out of other sites and search engines."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show the receipt with its timeline; 404 for a token that opens nothing."""
    return _private(render(request, "portal/receipt.html", receipt_page(token)))


@never_cache
def receipt_proof(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out the receipt as a file that `python -m consult.verify` checks offline."""
    page = receipt_page(token)
    comment = page["comment"]
    body = canonical_bytes(receipt_file(page["review"].log, comment.entry_index))
    response = HttpResponse(body, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{comment.number}.receipt.json"'
    return _private(response)
