"""A chapter's easy-to-read text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from consult.drafts.rules.easy import easy_tag
from consult.drafts.selectors import easy_languages, easy_rendering, easy_rows
from consult.portal.selectors.chapter import chapter_called
from consult.reviews.rules.window import WindowState
from consult.reviews.selectors import window_of


def easy(request: HttpRequest, review: str, chapter: str, language: str) -> HttpResponse:
    """Show the latest easy-to-read text of a chapter in a language."""
    found = chapter_called(review, chapter)
    rendering = easy_rendering(found, language)
    window = window_of(found.review, now())
    return render(
        request,
        "portal/easy.html",
        {
            "review": found.review,
            "chapter": found,
            "rendering": rendering,
            "tag": easy_tag(language),
            "offered": easy_languages(found),
            "blocks": easy_rows(rendering),
            "is_of_current": rendering.version_id == found.current_id,
            "takes_comments": window is WindowState.OPEN,
        },
    )
