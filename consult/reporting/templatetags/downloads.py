"""The list of copies on the page of a chapter, and of a review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import template
from django.urls import reverse

from consult.drafts.models import Version
from consult.reporting.exports import Form, kept_file, pdf_available
from consult.reporting.selectors import Copied, Copy
from consult.reviews.models import Review

register = template.Library()

WORD = "docx"


@dataclass(frozen=True, slots=True)
class File:
    """One file: its form, its address, and its size in bytes where it has been made."""

    form: str
    address: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """The files in one language, and those with the comments behind the text or in the margin."""

    language: str
    plain: list[File]
    with_comments: list[File]


@register.simple_tag
def copies_of(version: Version, languages: Iterable[str], is_current: bool) -> list[Row]:
    """Return a row for each language of a version; only the current one comes with comments.

    Asks the database nothing where the version's chapter, review and renderings are loaded.
    """
    rows = []
    texts = {rendering.language: rendering for rendering in version.renderings.all()}
    for language in languages:
        chapter = version.chapter
        copied = Copied(chapter, version, texts[language])
        copy = Copy(chapter.review, language, (copied,))
        place = [chapter.review.slug, chapter.slug, version.number, language]
        plain = [_file(form, f"reporting:{form}", place, copy) for form in _forms()]
        commented = _commented(plain) if is_current else []
        word = File(WORD, reverse("reporting:word", args=place), None)
        rows.append(Row(language, plain, [*commented, word]))
    return rows


@register.simple_tag
def report_copies(review: Review, languages: Iterable[str]) -> list[Row]:
    """Return a row for each language in which at least one chapter is published."""
    rows = []
    for language in languages:
        place = [review.slug, language]
        plain = [_file(form, f"reporting:report-{form}", place, None) for form in _forms()]
        rows.append(Row(language, plain, _commented(plain)))
    return rows


def _forms() -> list[Form]:
    return [Form.PDF, Form.HTML] if pdf_available() else [Form.HTML]


def _file(form: Form, name: str, place: Sequence[object], copy: Copy | None) -> File:
    kept = kept_file(copy, form) if copy else None
    return File(form, reverse(name, args=place), kept.size if kept else None)


def _commented(plain: list[File]) -> list[File]:
    return [File(file.form, f"{file.address}?comments=1", None) for file in plain]
