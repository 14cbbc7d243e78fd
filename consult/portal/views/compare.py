"""Any two versions of a chapter beside each other."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.core.errors import NotThere
from consult.portal.exports import compared_text
from consult.portal.selectors import comparison_page

MOST_DIGITS = 6


@require_safe
def compare(request: HttpRequest, review: str, chapter: str) -> HttpResponse:
    """Show what changed from the version `from` to the version `to`."""
    asked = request.GET
    page = comparison_page(
        review_slug=review,
        chapter_slug=chapter,
        numbers=(_number(asked.get("from", "")), _number(asked.get("to", ""))),
        wanted=[asked.get("language", ""), get_language() or ""],
        part=_number(asked.get("part", "")) or 1,
        block=_key(asked.get("block", "")),
    )
    beside, whole = asked.get("view") == "side", asked.get("show") == "all" or page.is_whole
    here = {
        "from": page.old.number,
        "to": page.new.number,
        "language": page.language,
        **({"view": "side"} if beside else {}),
    }
    return render(
        request,
        "portal/compare.html",
        {
            "page": page,
            "review": page.review,
            "beside": beside,
            "whole": whole,
            "text": compared_text(page, beside=beside, whole=whole),
            "here": urlencode(here),
        },
    )


def _number(typed: str) -> int | None:
    """Return a number of the address, None where none is given; raises `NotThere` for others."""
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS):
        raise NotThere()
    return int(typed)


def _key(typed: str) -> UUID | None:
    """Return a block's key of the address, None where none is given; `NotThere` for others."""
    try:
        return UUID(typed) if typed else None
    except ValueError:
        raise NotThere() from None
