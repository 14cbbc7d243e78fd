"""The council's decisions as data, at addresses that stay."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.timezone import now
from django.utils.translation import override
from django.views.decorators.http import require_safe

from consult.core.errors import NotThere
from consult.core.languages import shown
from consult.council.selectors.decision import Decision, decided, decision_called, decision_of
from consult.council.selectors.rollup import rolled_up, rolled_up_called
from consult.council.selectors.rollup_document import rollup_document
from consult.ledger.canonical import canonical_bytes
from consult.ledger.instant import format_instant
from consult.reporting.actions import ask_for_certificate
from consult.reporting.exports import Form, minutes_file, pdf_available
from consult.reporting.exports.certificate import kept_certificate
from consult.reporting.selectors import Making
from consult.reporting.views.word import WORD
from consult.reviews.selectors import review_called

_SECONDS_TO_WAIT = 5


@require_safe
def decisions(request: HttpRequest, review: str) -> HttpResponse:
    """Hand out the list of a review's decisions, the newest first, as canonical JSON."""
    found = review_called(review)
    listed = [
        {
            "number": motion.number,
            "status": (motion.outcome or {})["status"],
            "certified": motion.certified_at is not None,
            "closed_at": format_instant(motion.closed_at) if motion.closed_at else None,
            "address": settings.BASE_URL
            + reverse("reporting:decision", args=[review, motion.number]),
        }
        for motion in decided(found)
    ]
    rollups = [
        {
            "number": rollup.number,
            "status": str(rollup.status),
            "rule": str(rollup.rule),
            "address": settings.BASE_URL
            + reverse("reporting:rolled-up", args=[review, rollup.number]),
        }
        for rollup in rolled_up(found)
    ]
    return _json(
        {
            "format": "consult-decisions/1",
            "review": found.slug,
            "decisions": listed,
            "rollups": rollups,
        }
    )


@require_safe
def decision(request: HttpRequest, review: str, number: str) -> HttpResponse:
    """Hand out one decision with its record and its proofs, as canonical JSON."""
    return _json(decision_called(review_called(review), number).document)


@require_safe
def rolled_up_one(request: HttpRequest, review: str, number: str) -> HttpResponse:
    """Hand out one vote chapter by chapter with its proofs, as canonical JSON."""
    return _json(rollup_document(rolled_up_called(review_called(review), number)))


def _json(value: object) -> HttpResponse:
    return HttpResponse(canonical_bytes(value), content_type="application/json")


@require_safe
def certificate(request: HttpRequest, review: str, number: str, language: str) -> HttpResponse:
    """Hand out a certified decision as PDF where the file is there; else have it made (202)."""
    _require_spoken(language)
    found = decision_called(review_called(review), number)
    if not found.certified:
        raise NotThere()
    kept = kept_certificate(found, language)
    if kept is None:
        return _not_there_yet(request, found, language)
    known = get_conditional_response(request, etag=quote_etag(kept.tag))
    if known is not None:
        return known
    response = HttpResponse(kept.path.read_bytes(), content_type="application/pdf")
    response["ETag"] = quote_etag(kept.tag)
    response["Cache-Control"] = "no-cache"
    return _as_download(response, f"{review}.{number}.certificate.{language}.pdf")


@require_safe
def minutes_of_one(request: HttpRequest, review: str, number: str, language: str) -> HttpResponse:
    """Hand out the minutes of one decision as a Word file."""
    _require_spoken(language)
    found = review_called(review)
    content = minutes_file(found, [decision_called(found, number)], language)
    name = f"{review}.{number}.minutes.{language}.docx"
    return _as_download(HttpResponse(content, content_type=WORD), name)


@require_safe
def minutes(request: HttpRequest, review: str, language: str) -> HttpResponse:
    """Hand out the minutes of all decisions of a review as a Word file, the oldest first."""
    _require_spoken(language)
    found = review_called(review)
    listed = [decision_of(motion) for motion in decided(found).reverse()]
    content = minutes_file(found, listed, language)
    name = f"{review}.minutes.{language}.docx"
    return _as_download(HttpResponse(content, content_type=WORD), name)


def _require_spoken(language: str) -> None:
    if language not in dict(settings.LANGUAGES):
        raise NotThere()


def _as_download(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    response["X-Robots-Tag"] = "noindex"
    return response


def _not_there_yet(request: HttpRequest, decision: Decision, language: str) -> HttpResponse:
    """Have the certificate made, and show a page about it in the language that was asked for."""
    template, status = "reporting/preparing.html", 202
    if not pdf_available():
        template, status = "reporting/without_pdf.html", 404
    else:
        motion = decision.motion
        making = ask_for_certificate(motion=motion, language=language, now=now())
        if making is Making.FAILED:
            template, status = "reporting/failed.html", 503
    with override(language):
        context = {
            "review": decision.motion.review,
            "chapter": None,
            "subject": shown(decision.motion, "title"),
            "address": request.get_full_path(),
            "form": Form.PDF,
        }
        response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    if status == 202:
        response["Retry-After"] = str(_SECONDS_TO_WAIT)
    return response
