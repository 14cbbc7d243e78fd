"""What everybody may know about how texts are judged: tables, a list, and both as open data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from consult.core.languages import shown
from consult.reporting.exports import counts_csv, listed_csv
from consult.reporting.rules.open_data import (
    LICENCE_ADDRESS,
    LICENCE_NAME,
    data_package,
)
from consult.reporting.rules.transparency import tables
from consult.reviews.models import Review
from consult.reviews.selectors import review_called
from moderation.rules.reckoning import PUBLIC_SERIES, ListedKind
from moderation.selectors import listed_page, reckoning_of, rules_of

Response = TypeVar("Response", bound=HttpResponseBase)

PAGE_SIZE = 50
LINES_AT_ONCE = 500
LONGEST_ENTRY = 18


@require_safe
def transparency(request: HttpRequest, review: str) -> HttpResponse:
    """Show how many texts came in, what was decided on them, by which rules, and how fast."""
    found = review_called(review)
    reckoning = reckoning_of(found, within=PUBLIC_SERIES)
    context = {
        "review": found,
        "reckoning": reckoning,
        "tables": tables(reckoning.counts),
        "rules": _titles(found),
        "licence": {"name": LICENCE_NAME, "address": LICENCE_ADDRESS},
    }
    return render(request, "reporting/transparency.html", context)


@require_safe
def listed(request: HttpRequest, review: str) -> HttpResponse:
    """List removals, erasures and overrides, the newest first; the address keeps kind and page."""
    found = review_called(review)
    asked = request.GET.get("kind", "")
    kind = ListedKind(asked) if asked in set(ListedKind) else None
    acts, following = listed_page(
        found, kind=kind, before=_entry(request.GET.get("before", "")), size=PAGE_SIZE
    )
    narrowed = f"kind={kind}&" if kind else ""
    context = {
        "review": found,
        "acts": acts,
        "kind": kind or "",
        "kinds": list(ListedKind),
        "rules": _titles(found),
        "newest": f"?{narrowed}".rstrip("&") if request.GET.get("before") else "",
        "following": f"?{narrowed}before={following}" if following is not None else "",
    }
    return render(request, "reporting/listed.html", context)


@require_safe
def counts_file(request: HttpRequest, review: str) -> HttpResponseBase:
    """Hand out the numbers as CSV."""
    return _csv(request, review_called(review), "counts", counts_csv)


@require_safe
def listed_file(request: HttpRequest, review: str) -> HttpResponseBase:
    """Hand out the list as CSV."""
    return _csv(request, review_called(review), "list", listed_csv)


@require_safe
def package_file(request: HttpRequest, review: str) -> HttpResponse:
    """Describe both files: columns, licence, and how much of the ledger they count."""
    found = review_called(review)
    addresses = [
        request.build_absolute_uri(reverse(f"reporting:transparency-{name}", args=[found.slug]))
        for name in ("counts", "list")
    ]
    package = data_package(
        f"{found.slug}-transparency",
        str(shown(found, "title")),
        reckoning_of(found, within=PUBLIC_SERIES).entries,
        (addresses[0], addresses[1]),
    )
    return _licensed(JsonResponse(package, json_dumps_params={"indent": 2}))


def _csv(
    request: HttpRequest, review: Review, name: str, lines: Callable[[Review], Iterator[str]]
) -> HttpResponseBase:
    parts = _parts(lines(review))
    # Django gathers a plain iterator in memory under ASGI, and an asynchronous one elsewhere.
    body = _asynchronously(parts) if isinstance(request, ASGIRequest) else parts
    response = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = (
        f'attachment; filename="{review.slug}.transparency.{name}.csv"'
    )
    return _licensed(response)


def _licensed(response: Response) -> Response:
    response["Link"] = f'<{LICENCE_ADDRESS}>; rel="license"'
    response["Cache-Control"] = "no-cache"
    return response


def _parts(lines: Iterator[str]) -> Iterator[str]:
    """Join lines to parts that are worth sending."""
    part: list[str] = []
    for line in lines:
        part.append(line)
        if len(part) == LINES_AT_ONCE:
            yield "".join(part)
            part.clear()
    yield "".join(part)


async def _asynchronously(parts: Iterator[str]) -> AsyncIterator[str]:
    """Yield each part, read in the request's thread."""
    while part := await sync_to_async(lambda: next(parts, ""))():
        yield part


def _titles(review: Review) -> dict[tuple[str, int], str]:
    """Return the title of every rule by code and version, in the page's language."""
    return {
        (code, version): str(shown(rule, "title"))
        for (version, code), rule in rules_of(review).items()
    }


def _entry(said: str) -> int | None:
    return int(said) if said.isdecimal() and said.isascii() and len(said) < LONGEST_ENTRY else None
