"""A chapter as a Word file with its comments in the margin."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import override
from django.views.decorators.http import require_safe

from consult.reporting.exports import word_file
from consult.reporting.selectors import annotated_chapter

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def word_copy(
    request: HttpRequest, review: str, chapter: str, number: int, language: str
) -> HttpResponse:
    """Hand out a version with all published comments as margin comments.

    The words round the text are in its language where pages speak it.
    """
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(spoken):
        found = annotated_chapter(review, chapter, number, language)
        response = HttpResponse(word_file(found), content_type=WORD)
    name = f"{review}.{chapter}.v{number}.{language}.docx"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    response["X-Robots-Tag"] = "noindex"
    return response
