"""The published versions of a chapter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from consult.core.errors import NotThere
from consult.drafts.models import Chapter, Version


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as a list shows it, with the hash of its text in each language."""

    number: int
    published_at: datetime
    source_language: str
    renderings: dict[str, str]
    is_current: bool


def published_chapter(review_slug: str, chapter_slug: str) -> Chapter:
    """Return a chapter that has a version, with its review; raises `NotThere` for any other."""
    try:
        return Chapter.objects.select_related("review", "current").get(
            review__slug=review_slug, slug=chapter_slug, current__isnull=False
        )
    except Chapter.DoesNotExist:
        raise NotThere() from None


def current_version(chapter: Chapter) -> Version | None:
    """Return the version in force with its renderings, in two queries, or None."""
    if chapter.current_id is None:
        return None
    return _with_renderings(chapter).get(pk=chapter.current_id)


def version_by_number(chapter: Chapter, number: int) -> Version:
    """Return one version with its renderings, in two queries; raises `NotThere`."""
    version = _with_renderings(chapter).filter(number=number).first()
    if version is None:
        raise NotThere()
    return version


def _with_renderings(chapter: Chapter) -> QuerySet[Version]:
    return (
        Version.objects.filter(chapter=chapter)
        .select_related("chapter")
        .prefetch_related("renderings")
    )


def versions_of(chapter: Chapter) -> list[VersionRow]:
    """Return the chapter's versions, the newest first, in two queries."""
    versions = chapter.versions.order_by("-number").prefetch_related("renderings")
    return [
        VersionRow(
            number=version.number,
            published_at=version.published_at,
            source_language=version.source_language,
            renderings={row.language: row.sha256 for row in version.renderings.all()},
            is_current=version.pk == chapter.current_id,
        )
        for version in versions
    ]
