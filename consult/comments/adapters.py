"""Comments as subjects of moderation: how they are shown, judged, and whom to tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from consult.comments.actions import (
    hide_comment_step,
    lock_discussion_step,
    publish_comment_step,
    refuse_comment_step,
    show_hidden_step,
)
from consult.comments.models import Comment, Suggestion
from consult.comments.rules.states import BY_ORDER
from consult.comments.rules.wording import Wording, as_typed
from consult.core.languages import shown
from moderation.models import Case, Decision
from moderation.registry import Addressee, Subject
from moderation.rules.states import Effect
from moderation.selectors import code_in_force

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
        if decision.effect == Effect.PUBLISH:
            publish_comment_step(public_id=case.subject_id, now=at)
        elif decision.rule is not None:
            refuse_comment_step(
                public_id=case.subject_id,
                rule_code=decision.rule.code,
                code_version=decision.rule.conduct.version,
                now=at,
            )
        elif decision.order_source:
            code = code_in_force(case.review)
            refuse_comment_step(
                public_id=case.subject_id,
                rule_code=BY_ORDER,
                code_version=code.version if code else 0,
                now=at,
            )

    def hide(self, case: Case, until: datetime) -> None:
        """Keep the published comment from the public until a moment."""
        hide_comment_step(public_id=case.subject_id, until=until)

    def show_again(self, case: Case) -> None:
        """End the hiding, before its time or after."""
        show_hidden_step(public_id=case.subject_id)

    def publish_unread(self, case: Case, now: datetime) -> None:
        """Show the comment as a mode of the review allows, its case still undecided."""
        publish_comment_step(public_id=case.subject_id, now=now)

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
        )


def _as_typed(comment: Comment) -> str:
    """Return the text as it was typed, the words of a suggested wording after it, line by line."""
    suggestion: Suggestion | None = getattr(comment, "suggestion", None)
    return as_typed(comment.body, Wording(suggestion.old, suggestion.new) if suggestion else None)


def _address(comment: Comment) -> str:
    """Return the address of the block that a comment is about, or of the chapter."""
    chapter = comment.discussion.chapter
    address = reverse("portal:chapter", args=[chapter.review.slug, chapter.slug])
    return f"{address}#b-{comment.block_key}" if comment.block_key else address
