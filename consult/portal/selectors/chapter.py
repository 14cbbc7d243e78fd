"""Everything on a chapter's page, in a number of queries that no number of comments raises."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from consult.comments.models import Discussion
from consult.comments.selectors import discussion_of, inline_threads, tallies
from consult.core.errors import NotThere
from consult.core.languages import in_order
from consult.drafts.models import Chapter, Rendering, Version
from consult.drafts.rules.goals import Aim
from consult.drafts.selectors import blocks_of, contents, easy_languages, shares_of, tags_of
from consult.portal.selectors.talk import Reader, Talk, entries_for
from consult.reviews.models import Review
from consult.reviews.rules.window import WindowState
from consult.reviews.selectors import window_of

# Threads shown under each block; the rest is one link away.
INLINE_THREADS = 3


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """What the page of a chapter shows."""

    review: Review
    chapter: Chapter
    version: Version
    rendering: Rendering
    languages: list[str]
    shares: dict[str, int]
    easy: list[str]
    in_wanted_language: bool
    is_current: bool
    versions: list[int]
    blocks: list[Any]
    contents: list[Any]
    talks: dict[UUID, Talk]
    whole: Talk | None
    window: WindowState
    shown_comments: int
    aims: dict[UUID | None, list[Aim]]

    @property
    def whole_aims(self) -> list[Aim]:
        """Return the Goals and targets that the chapter as a whole is about."""
        return self.aims.get(None, [])

    @property
    def takes_comments(self) -> bool:
        """Say whether the page offers to comment: on the current version, in the window."""
        return self.is_current and self.window is WindowState.OPEN


def chapter_called(review_slug: str, chapter_slug: str) -> Chapter:
    """Return a chapter with its review; raise `NotThere` where there is none."""
    try:
        return Chapter.objects.select_related("review__log", "current").get(
            review__slug=review_slug, slug=chapter_slug
        )
    except Chapter.DoesNotExist:
        raise NotThere() from None


def chapter_page(
    *,
    review_slug: str,
    chapter_slug: str,
    number: int | None,
    wanted: list[str],
    reader: Any,
    now: datetime,
) -> ChapterPage:
    """Return the page of a chapter's current version, or of version `number`.

    `wanted` lists languages in the order in which the reader prefers them; the first that the
    version has is shown, else its source language. Raises `NotThere` where nothing is published.
    """
    chapter = chapter_called(review_slug, chapter_slug)
    review = chapter.review
    versions = list(chapter.versions.prefetch_related("renderings").order_by("number"))
    version = _chosen(versions, number or getattr(chapter.current, "number", None))
    renderings = {rendering.language: rendering for rendering in version.renderings.all()}
    language = next((code for code in wanted if code in renderings), version.source_language)
    window = window_of(review, now)
    is_current = version.pk == chapter.current_id
    may = Reader(
        may_reply=window is WindowState.OPEN,
        may_answer=reader.has_perm("responses.answer", review),
    )
    blocks = blocks_of(version, language)
    discussion = discussion_of(chapter) if is_current else None
    talks = _talks(discussion, chapter, may) if discussion else {}
    return ChapterPage(
        review=review,
        chapter=chapter,
        version=version,
        rendering=renderings[language],
        languages=in_order(renderings, review.languages),
        shares=shares_of(version) if len(renderings) > 1 else {},
        easy=easy_languages(chapter),
        in_wanted_language=language in wanted,
        is_current=is_current,
        versions=[each.number for each in versions],
        blocks=blocks,
        contents=contents(blocks),
        talks={key: talk for key, talk in talks.items() if key is not None},
        whole=talks.get(None),
        window=window,
        shown_comments=discussion.shown if discussion else 0,
        aims=tags_of(chapter),
    )


def _chosen(versions: list[Version], number: int | None) -> Version:
    for version in versions:
        if version.number == number:
            return version
    raise NotThere()


def _talks(discussion: Discussion, chapter: Chapter, reader: Reader) -> dict[UUID | None, Talk]:
    """Return what is said by block key; the key None stands for the chapter as a whole."""
    review = chapter.review
    threads = inline_threads(discussion, INLINE_THREADS)
    listed = [comment for comments in threads.values() for comment in comments]
    by_block = defaultdict(list)
    for entry in entries_for(listed, review=review, chapter=chapter, reader=reader):
        by_block[entry.comment.block_key].append(entry)
    return {
        key: Talk(
            count=count, entries=by_block.get(key, []), address=_address(review, chapter, key)
        )
        for key, count in tallies(discussion).items()
    }


def _address(review: Review, chapter: Chapter, key: UUID | None) -> str:
    if key is None:
        return reverse("portal:whole", args=[review.slug, chapter.slug])
    return reverse("portal:block", args=[review.slug, chapter.slug, key])
