"""Copies that take longer to make than a reader may wait for a page."""

from __future__ import annotations

from django_tasks import task

from consult.council.selectors.decision import decision_called
from consult.reporting.exports import Form, copy_document, keep, kept_file, pdf_of, throw_away
from consult.reporting.exports.certificate import (
    certificate_document,
    keep_certificate,
    kept_certificate,
)
from consult.reporting.selectors import copy_of_chapter, copy_of_report
from consult.reviews.selectors import review_called


@task()
def make_copy(
    review: str, chapter: str, number: int, language: str, form: str, comments: bool
) -> None:
    """Make the file of a copy as its texts and comments are now, unless it is there already."""
    copy = (
        copy_of_chapter(review, chapter, number, language, comments=comments)
        if chapter
        else copy_of_report(review, language, comments=comments)
    )
    wanted = Form(form)
    if kept_file(copy, wanted) is not None:
        return
    document = copy_document(copy)
    kept = keep(copy, wanted, pdf_of(document) if wanted is Form.PDF else document.encode())
    throw_away(copy, kept)


@task()
def make_certificate(review: str, number: str, language: str) -> None:
    """Make the PDF of a certificate, unless it is there already."""
    decision = decision_called(review_called(review), number)
    if kept_certificate(decision, language) is None:
        keep_certificate(decision, language, pdf_of(certificate_document(decision, language)))
