"""Copies that take longer to make than a reader may wait for a page."""

from __future__ import annotations

from django_tasks import task

from consult.reporting.exports import Form, copy_document, keep, kept_file, pdf_of, throw_away
from consult.reporting.selectors import copy_of_chapter, copy_of_report


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
