"""A chapter: its text with what is said about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language

from consult.portal.selectors import chapter_page


def preferred(request: HttpRequest) -> list[str]:
    """Return the languages of text that the reader wants: the one asked for, then the page's."""
    return [request.GET.get("lang", ""), get_language() or ""]


def chapter(
    request: HttpRequest, review: str, chapter: str, number: int | None = None
) -> HttpResponse:
    """Show the current version, or the one with `number`, with the comments beside its blocks."""
    page = chapter_page(
        review_slug=review,
        chapter_slug=chapter,
        number=number,
        wanted=preferred(request),
        reader=request.user,
        now=now(),
    )
    write = ""
    if page.takes_comments:
        write = reverse("comments:write", args=[review, chapter])
        write += f"?lang={page.rendering.language}&block="
    return render(
        request, "portal/chapter.html", {"page": page, "review": page.review, "write": write}
    )
