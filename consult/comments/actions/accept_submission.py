"""A submission is checked, whoever sends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult.comments.actions.lock_discussion import lock_discussion_step
from consult.comments.models import Comment, Discussion
from consult.comments.rules.acceptance import require_acceptance
from consult.comments.rules.passage import Passage
from consult.comments.rules.states import CommentState, is_hidden
from consult.comments.rules.submission import (
    LanguageUnknown,
    NotYetPublished,
    ReplyNotPossible,
    checked_body,
)
from consult.comments.rules.wording import Wording
from consult.core.languages import NAMES
from consult.core.transactions import step
from consult.drafts.actions import make_anchor_step
from consult.drafts.models import Anchor, Chapter
from consult.reviews.rules.window import require_open
from moderation.actions import require_may_send_step
from moderation.models import CodeOfConduct
from moderation.selectors import code_in_force


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody sends in, as it came; `body` is Markdown."""

    chapter: Chapter
    anchor_at: Passage | None
    replied_to: Comment | None
    language: str
    body: str
    accepted_code_version: int | None
    wording: Wording | None = None

    def as_data(self) -> dict[str, object]:
        """Return what makes two requests the same."""
        said: dict[str, object] = {
            "chapter": str(self.chapter.pk),
            "passage": self.anchor_at.as_data() if self.anchor_at else None,
            "replied_to": str(self.replied_to.public_id) if self.replied_to else None,
            "language": self.language,
            "body": self.checked_body(),
            "code_version": self.accepted_code_version,
        }
        return {**said, "suggestion": self.wording.as_data()} if self.wording else said

    def checked_body(self) -> str:
        """Return the text as it is stored; only a suggested wording needs none beside it."""
        return "" if self.wording and not self.body.strip() else checked_body(self.body)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was taken: cleaned, anchored, under the discussion's lock; `code` as it was accepted."""

    chapter: Chapter
    discussion: Discussion
    anchor: Anchor
    replied_to: Comment | None
    language: str
    body: str
    code_version: int
    wording: Wording | None = None
    code: CodeOfConduct | None = None


@step
def accept_submission_step(*, submission: Submission, at: datetime, actor: Any = None) -> Accepted:
    """Check a submission as of `at` and anchor it; the discussion stays locked.

    Refuses a closed window (`WindowClosed`), a code of conduct that is missing, unaccepted or
    replaced (`NoCodeYet`, `AcceptanceMissing`, `AcceptanceStale`), a language that cannot be
    chosen (`LanguageUnknown`), a text that is empty, too long or unstorable (`TextMissing`,
    `TextTooLong`, `TextRefused`), a chapter without a text (`NotYetPublished`), a reply to what
    is not published or counted in a campaign, which is replied to as one (`ReplyNotPossible`), a
    passage that is not there (`PassageMismatch`), and a measure on the account of `actor`
    (`Suspended`, `PostingSlowed`).
    """
    discussion = lock_discussion_step(chapter_id=submission.chapter.pk)
    # Read again under the lock: a version may have been published since the page was opened.
    chapter = Chapter.objects.select_related("review", "current").get(pk=submission.chapter.pk)
    review = chapter.review
    require_open(review.comments_open_at, review.comments_close_at, at)
    require_may_send_step(actor=actor, review=review, at=at)
    code = code_in_force(review)
    version = require_acceptance(submission.accepted_code_version, code.version if code else None)
    if submission.language not in NAMES:
        raise LanguageUnknown()
    return Accepted(
        chapter=chapter,
        discussion=discussion,
        anchor=_anchor(chapter, submission, at),
        replied_to=submission.replied_to,
        language=submission.language,
        body=submission.checked_body(),
        code_version=version,
        wording=submission.wording,
        code=code,
    )


def _anchor(chapter: Chapter, submission: Submission, at: datetime) -> Anchor:
    """Return the anchor of what is replied to, or a new one in the current version."""
    if chapter.current is None:
        raise NotYetPublished()
    if submission.replied_to is not None:
        return _published(chapter, submission.replied_to, at).anchor
    passage = submission.anchor_at
    if passage is None:
        return make_anchor_step(version=chapter.current, language=chapter.current.source_language)
    return make_anchor_step(
        version=chapter.current,
        block_key=passage.block_key,
        language=passage.language,
        start=passage.start,
        end=passage.end,
        exact=passage.exact,
    )


def _published(chapter: Chapter, replied_to: Comment, at: datetime) -> Comment:
    """Return the comment as it stands now, if it can be replied to.

    A campaign is replied to where it is shown: at the comment that stands for it.
    """
    try:
        found = Comment.objects.select_related("anchor").get(
            pk=replied_to.pk,
            discussion__chapter=chapter,
            state=CommentState.PUBLISHED,
            counted_in__isnull=True,
        )
    except Comment.DoesNotExist:
        raise ReplyNotPossible() from None
    if is_hidden(found.hidden_until, at):
        raise ReplyNotPossible()
    return found
