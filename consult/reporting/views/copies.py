"""Reading copies of a chapter and of the whole report: for paper, and for reading offline."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.timezone import now
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from consult.core.languages import shown
from consult.reporting.actions import ask_for_copy
from consult.reporting.exports import Form, copy_document, copy_key, kept_file, pdf_available
from consult.reporting.exports.kept import KeptFile
from consult.reporting.exports.style import policy
from consult.reporting.selectors import Copy, Making, copy_of_chapter, copy_of_report

_TYPES = {Form.HTML: "text/html; charset=utf-8", Form.PDF: "application/pdf"}
_SECONDS_TO_WAIT = 5


@require_safe
def html_copy(
    request: HttpRequest, review: str, chapter: str, number: int, language: str
) -> HttpResponse:
    """Hand out a version as one HTML file; with `?comments=1` the current one's comments too."""
    copy = copy_of_chapter(review, chapter, number, language, comments=_asked(request))
    tag = copy_key(copy, Form.HTML)
    known = get_conditional_response(request, etag=quote_etag(tag))
    if known is not None:
        return known
    response = HttpResponse(copy_document(copy), content_type=_TYPES[Form.HTML])
    return _as_download(response, copy, Form.HTML, tag)


@require_safe
def pdf_copy(
    request: HttpRequest, review: str, chapter: str, number: int, language: str
) -> HttpResponse:
    """Hand out a version as PDF where the file is there; else have it made and say so (202)."""
    copy = copy_of_chapter(review, chapter, number, language, comments=_asked(request))
    return _made_elsewhere(request, copy, Form.PDF)


@require_safe
def report_copy(request: HttpRequest, review: str, language: str, form: Form) -> HttpResponse:
    """Hand out all current chapters as one file where it is there; else have it made (202)."""
    copy = copy_of_report(review, language, comments=_asked(request))
    return _made_elsewhere(request, copy, form)


def _asked(request: HttpRequest) -> bool:
    return request.GET.get("comments") == "1"


def _made_elsewhere(request: HttpRequest, copy: Copy, form: Form) -> HttpResponse:
    """Answer with the kept file, or with a page about it: nothing long is done in a request."""
    found = kept_file(copy, form)
    if found is not None:
        return _kept(request, copy, form, found)
    if form is Form.PDF and not pdf_available():
        return _page(request, copy, form, "reporting/without_pdf.html", status=404)
    only = None if copy.whole else copy.chapters[0]
    making = ask_for_copy(
        review=copy.review,
        chapter=only.chapter.slug if only else "",
        number=only.version.number if only else 0,
        language=copy.language,
        form=form,
        comments=copy.with_comments,
        now=now(),
    )
    if making is Making.FAILED:
        return _page(request, copy, form, "reporting/failed.html", status=503)
    response = _page(request, copy, form, "reporting/preparing.html", status=202)
    response["Retry-After"] = str(_SECONDS_TO_WAIT)
    return response


def _kept(request: HttpRequest, copy: Copy, form: Form, found: KeptFile) -> HttpResponse:
    known = get_conditional_response(request, etag=quote_etag(found.tag))
    if known is not None:
        return known
    response = HttpResponse(found.path.read_bytes(), content_type=_TYPES[form])
    return _as_download(response, copy, form, found.tag)


def _as_download(response: HttpResponse, copy: Copy, form: Form, tag: str) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(True, _file_name(copy, form)) or ""
    response["ETag"] = quote_etag(tag)
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Security-Policy"] = f"{policy()}; sandbox"
    return response


def _file_name(copy: Copy, form: Form) -> str:
    """Return a name that says what the file is, such as `vnr-2026.water.v2.en.pdf`."""
    parts = [copy.review.slug]
    if not copy.whole:
        (copied,) = copy.chapters
        parts += [copied.chapter.slug, f"v{copied.version.number}"]
    parts += [copy.language, *(["comments"] if copy.with_comments else []), form]
    return ".".join(parts)


def _page(
    request: HttpRequest, copy: Copy, form: Form, template: str, *, status: int
) -> HttpResponse:
    """Show a page about a file; as the address bears no language, in the text's unless chosen."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in dict(settings.LANGUAGES)
    with override(get_language() if chosen else copy.labels):
        subject = copy.review if copy.whole else copy.chapters[0].chapter
        context = {
            "review": copy.review,
            "chapter": None if copy.whole else copy.chapters[0].chapter,
            "subject": shown(subject, "title"),
            "address": request.get_full_path(),
            "form": form,
        }
        response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
