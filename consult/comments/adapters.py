"""Comments as subjects of moderation: how they are shown, judged, and whom to tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from consult.comments.actions import (
    count_voice_step,
    lock_discussion_step,
    part_all_step,
    publish_comment_step,
    refuse_comment_step,
    stand_alone_step,
    stand_for_step,
)
from consult.comments.models import Comment, Suggestion
from consult.core.languages import shown
from moderation.models import Case, Decision
from moderation.registry import Addressee, Subject
from moderation.rules.states import Effect, Verdict
from moderation.selectors import exemplar_of

KIND = "comment"


class CommentSubjects:
    """The one handler of the kind `comment`."""

    kind = KIND

    def show(self, ids: Iterable[UUID]) -> dict[UUID, Subject]:
        """Return what a moderator sees of each comment, in one query for all of them."""
        comments = Comment.objects.filter(public_id__in=set(ids)).select_related(
            "anchor", "discussion__chapter__review", "replied_to", "suggestion"
        )
        return {comment.public_id: self._subject(comment) for comment in comments}

    def _subject(self, comment: Comment) -> Subject:
        chapter = comment.discussion.chapter
        return Subject(
            html=comment.html,
            original=_as_typed(comment),
            language=comment.language,
            author_name=comment.author_name,
            organisation_name=comment.organisation_name,
            passage=comment.anchor.exact,
            passage_language=comment.anchor.language,
            thread_title=shown(chapter, "title"),
            in_reply_to=comment.replied_to.number if comment.replied_to else "",
            posted_at=comment.posted_at,
            url=_address(comment),
            reply_html=comment.replied_to.html if comment.replied_to else "",
            reply_language=comment.replied_to.language if comment.replied_to else "",
            place=_place(comment),
        )

    def lock(self, subject_id: UUID) -> None:
        """Lock the discussion, which comes before the case in the order of locks."""
        chapter_id = Comment.objects.values_list("discussion__chapter_id", flat=True).get(
            public_id=subject_id
        )
        lock_discussion_step(chapter_id=chapter_id)

    def apply(self, case: Case, decision: Decision) -> None:
        """Show the comment, or the note that it was refused, whatever was shown before."""
        at: datetime = decision.decided_at
        if decision.verdict == Verdict.MERGE:
            campaign_id, exemplar_id = exemplar_of(case)
            count_voice_step(
                public_id=case.subject_id, campaign_id=campaign_id, exemplar_id=exemplar_id, now=at
            )
        elif decision.effect == Effect.PUBLISH:
            publish_comment_step(public_id=case.subject_id, now=at)
        elif decision.rule is not None:
            refuse_comment_step(
                public_id=case.subject_id,
                rule_code=decision.rule.code,
                code_version=decision.rule.conduct.version,
                now=at,
            )

    def part(self, subject_id: UUID) -> None:
        """Let a comment stand by itself that was counted in a campaign or stood for one."""
        stand_alone_step(public_id=subject_id)

    def succeed(self, subject_id: UUID, campaign_id: UUID) -> None:
        """Let a comment that is counted in a campaign stand for it."""
        stand_for_step(public_id=subject_id, campaign_id=campaign_id)

    def dissolve(self, campaign_id: UUID) -> None:
        """Let every comment of a campaign stand by itself."""
        part_all_step(campaign_id=campaign_id)

    def opens(self, subject_id: UUID, token: str) -> bool:
        """Say whether a token is that of the comment's receipt, which only its author holds."""
        return Comment.objects.filter(public_id=subject_id, receipt_token=token).exists()

    def address(self, case: Case) -> Addressee:
        """Return whom to tell: the account's address as it is now, or the guest's."""
        comment = Comment.objects.select_related("author").get(public_id=case.subject_id)
        author = comment.author
        return Addressee(
            email=author.email if author else comment.guest_email,
            language=author.language if author else comment.page_language,
            name=comment.author_name,
            receipt_url=comment.receipt_path,
            token=comment.receipt_token,
        )


def _as_typed(comment: Comment) -> str:
    """Return the text as it was typed, the words of a suggested wording after it, line by line."""
    wording: Suggestion | None = getattr(comment, "suggestion", None)
    words = (
        []
        if wording is None
        else [wording.old and f"- {wording.old}", wording.new and f"+ {wording.new}"]
    )
    return "\n".join(filter(None, [comment.body, *words]))


def _place(comment: Comment) -> str:
    """Return what texts of one campaign share: the block, or the chapter as a whole.

    The same words about another passage may mean something else, and a reply belongs to its
    thread, so it has no place.
    """
    return "" if comment.depth else f"{comment.discussion_id}:{comment.block_key or ''}"


def _address(comment: Comment) -> str:
    """Return the address of the block that a comment is about, or of the chapter."""
    chapter = comment.discussion.chapter
    address = reverse("portal:chapter", args=[chapter.review.slug, chapter.slug])
    return f"{address}#b-{comment.block_key}" if comment.block_key else address
