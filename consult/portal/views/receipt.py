"""A participant's receipt: what became of what they sent in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache

from consult.comments.models import Comment
from consult.core.journal import receipt_file
from consult.ledger.canonical import canonical_bytes
from consult.portal.selectors import receipt_page


def private(response: HttpResponse) -> HttpResponse:
    """Keep the address, which is the key to this page, out of other sites and search engines."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def spoken(request: HttpRequest, comment: Comment) -> override:
    """Return the language of the pages that a token opens, whose addresses bear none.

    Unless the reader has chosen one here, it is that in which the comment was sent, as in its
    mails, and not the browser's.
    """
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in dict(settings.LANGUAGES)
    return override(get_language() if chosen else comment.page_language)


@never_cache
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show the receipt with its timeline; 404 for a token that opens nothing."""
    page = receipt_page(token)
    with spoken(request, page["comment"]):
        return private(render(request, "portal/receipt.html", page))


@never_cache
def receipt_proof(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out the receipt as a file that `python -m consult.verify` checks offline.

    `?wording=latest` asks for the entry of the wording sent last in place of the first one's.
    """
    page = receipt_page(token)
    comment = page["comment"]
    index, name = comment.entry_index, comment.number
    if request.GET.get("wording") == "latest":
        index, name = comment.current_entry_index, f"{comment.number}.{comment.revision}"
    body = canonical_bytes(receipt_file(page["review"].log, index))
    response = HttpResponse(body, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}.receipt.json"'
    return private(response)
