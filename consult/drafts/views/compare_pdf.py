"""A designed PDF is compared with a published text."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.drafts.actions import PdfReport, check_pdf
from consult.drafts.forms import PdfForm
from consult.drafts.rules.upload import MAX_UPLOAD_BYTES
from consult.drafts.selectors import published_chapter

MOST_SHOWN = 300
"""Differences on one page; a PDF with more of them is made from another text."""


def compare_pdf(request: HttpRequest, review: str, chapter: str) -> HttpResponse:
    """Show the form, and on POST where the PDF differs. The file is not kept."""
    found = published_chapter(review, chapter)
    require_to_see(request.user, "drafts.import_draft", found.review)
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PdfForm(*typed, chapter=found)
    report: PdfReport | None = None
    status = 200
    if request.method == "POST" and form.is_valid():
        version, language = form.chosen()
        # One byte more than is allowed is enough to be refused.
        data = form.cleaned_data["file"].read(MAX_UPLOAD_BYTES + 1)
        try:
            report = check_pdf(actor=request.user, version=version, language=language, data=data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, translated(error))
            status = error.status
    return render(
        request,
        "drafts/compare_pdf.html",
        {
            "review": found.review,
            "chapter": found,
            "form": form,
            "report": report,
            "shown": report.differences[:MOST_SHOWN] if report else [],
            "hidden": max(0, len(report.differences) - MOST_SHOWN) if report else 0,
        },
        status=status,
    )
