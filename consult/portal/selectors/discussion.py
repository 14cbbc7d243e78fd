"""All comments on one block, or on a chapter as a whole, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from consult.comments.selectors import ThreadPage, discussion_of, tallies, thread_page
from consult.core.errors import NotThere
from consult.drafts.models import Chapter
from consult.drafts.selectors import blocks_of
from consult.portal.selectors.chapter import chapter_called
from consult.portal.selectors.talk import Entry, Reader, entries_for
from consult.reviews.models import Review
from consult.reviews.rules.window import WindowState
from consult.reviews.selectors import window_of

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class DiscussionPage:
    """One page of a discussion; `following` is the key of the next one, or empty."""

    review: Review
    chapter: Chapter
    block: Any
    entries: list[Entry]
    shown: int
    following: str
    takes_comments: bool


def discussion_page(
    *,
    review_slug: str,
    chapter_slug: str,
    key: UUID | None,
    after: str,
    language: str,
    reader: Any,
    now: datetime,
) -> DiscussionPage:
    """Return the comments on a block (`key`) or on the whole chapter (None), from `after` on."""
    chapter = chapter_called(review_slug, chapter_slug)
    review = chapter.review
    if chapter.current is None:
        raise NotThere()
    block = None
    if key is not None:
        block = next((row for row in blocks_of(chapter.current, language) if row.key == key), None)
        if block is None:
            raise NotThere()
    discussion = discussion_of(chapter)
    takes = window_of(review, now) is WindowState.OPEN
    may = Reader(may_reply=takes, may_answer=reader.has_perm("responses.answer", review))
    page = thread_page(discussion, key, after, PAGE_SIZE) if discussion else ThreadPage([], None)
    return DiscussionPage(
        review=review,
        chapter=chapter,
        block=block,
        entries=entries_for(page.comments, review=review, chapter=chapter, reader=may),
        shown=tallies(discussion).get(key, 0) if discussion else 0,
        following=page.next_after or "",
        takes_comments=takes,
    )
