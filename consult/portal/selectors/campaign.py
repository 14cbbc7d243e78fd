"""A campaign before the public: what stands for it, and every voice with what it adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.timezone import now

from consult.comments.models import Comment
from consult.comments.selectors import ShownComment, exemplar_for, shown_one, voice_page
from consult.drafts.models import Chapter
from consult.portal.selectors.talk import Entry, Reader, entries_for
from consult.reviews.models import Review
from consult.reviews.rules.window import WindowState
from consult.reviews.selectors import window_of
from moderation.selectors import added_by, names_of

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Voice:
    """A further voice of a campaign, and the sentences that it adds."""

    comment: ShownComment
    adds: list[str]


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """One page of a campaign; `following` is the key of the next one, or empty."""

    review: Review
    chapter: Chapter
    name: str
    count: int
    exemplar: Entry
    voices: list[Voice]
    following: str


def campaign_page(*, campaign_id: UUID, after: str, reader: Any) -> CampaignPage:
    """Return a campaign with a page of its voices, in a number of queries that none raises.

    Raises `NotThere` for one that the public does not see, so that nobody learns what is proposed.
    """
    comment = exemplar_for(campaign_id)
    chapter: Chapter = comment.discussion.chapter
    review = chapter.review
    may = Reader(
        may_reply=window_of(review, now()) is WindowState.OPEN,
        may_answer=reader.has_perm("responses.answer", review),
    )
    page = voice_page(campaign_id, after, PAGE_SIZE)
    adds = added_by([voice.public_id for voice in page.comments])
    (entry,) = entries_for([shown_one(comment)], review=review, chapter=chapter, reader=may)
    return CampaignPage(
        review=review,
        chapter=chapter,
        name=names_of([campaign_id]).get(campaign_id, ""),
        count=comment.voices or 1,
        exemplar=entry,
        voices=[Voice(voice, adds.get(voice.public_id, [])) for voice in page.comments],
        following=page.next_after or "",
    )


def counted_in(comment: Comment) -> tuple[UUID, int] | None:
    """Return the campaign that a comment is counted in and how many say it; None if in none.

    One query at most, none for what stands by itself.
    """
    if comment.stands_for is not None:
        return comment.stands_for, comment.voices or 1
    if comment.counted_in is None:
        return None
    counted = Comment.objects.filter(stands_for=comment.counted_in).values_list("voices", flat=True)
    return comment.counted_in, counted.first() or 1
