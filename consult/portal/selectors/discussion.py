"""All comments on one block, or on a chapter as a whole, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from consult.comments.models import BlockTally, Discussion
from consult.comments.selectors import thread_page
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
    discussion = Discussion.objects.filter(chapter=chapter).first()
    takes = window_of(review, now) is WindowState.OPEN
    may = Reader(may_reply=takes, may_answer=reader.has_perm("responses.answer", review))
    comments = thread_page(discussion, key, after, PAGE_SIZE + 1) if discussion else []
    tally = BlockTally.objects.filter(discussion=discussion, block_key=key).first()
    page = comments[:PAGE_SIZE]
    return DiscussionPage(
        review=review,
        chapter=chapter,
        block=block,
        entries=entries_for(page, review=review, chapter=chapter, reader=may),
        shown=tally.shown if tally else 0,
        following=page[-1].path if len(comments) > PAGE_SIZE else "",
        takes_comments=takes,
    )
