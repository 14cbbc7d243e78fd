"""Comments as subjects of moderation: how they are shown, judged, and whom to tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from consult.comments.actions import (
    count_voice_step,
    keep_hidden_step,
    lock_discussion_of_step,
    part_all_step,
    publish_comment_step,
    show_as_decided_step,
    show_hidden_step,
    stand_alone_step,
    stand_for_step,
)
from consult.comments.models import Comment, CommentRevision, SealedText
from consult.comments.rules.redaction import GAP, TypedText, blanked
from consult.comments.selectors import typed_text, whole_text
from consult.core.languages import shown
from moderation.models import Case, Decision
from moderation.registry import Addressee, Subject, Typed, Wording, Words
from moderation.rules.states import Effect, Verdict
from moderation.selectors import decisions_for, exemplar_of, published_unread

KIND = "comment"
TYPED = ("body", "suggestion__old", "suggestion__new")


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
            original=typed_text(comment).whole,
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
            revision=comment.revision,
        )

    def words(self, ids: Iterable[UUID]) -> dict[UUID, Words]:
        """Return what each comment says and its block, in one query for all of them."""
        rows = Comment.objects.filter(public_id__in=set(ids)).values_list(
            "public_id", "depth", "discussion_id", "block_key", *TYPED
        )
        return {
            public_id: Words(
                TypedText(body, old or "", new or "").whole, _place(depth, discussion, block)
            )
            for public_id, depth, discussion, block, body, old, new in rows
        }

    def lock(self, subject_id: UUID) -> None:
        """Lock the discussion, which comes before the case in the order of locks."""
        lock_discussion_of_step(public_id=subject_id)

    def apply(self, case: Case, decision: Decision) -> None:
        """Show the comment as the decisions say that stand with this one, or after its undoing."""
        if decision.verdict == Verdict.MERGE:
            campaign_id, exemplar_id = exemplar_of(case)
            count_voice_step(
                public_id=case.subject_id,
                campaign_id=campaign_id,
                exemplar_id=exemplar_id,
                now=decision.decided_at,
            )
            return
        show_as_decided_step(
            public_id=case.subject_id,
            decisions=decisions_for(case.kind, case.subject_id),
            now=decision.decided_at,
            undone=decision.effect == Effect.REVERT,
            unread=published_unread(case) is not None,
        )

    def typed(self, subject_id: UUID) -> Typed:
        """Return the text in which a moderator marks words; what is redacted is blank."""
        comment = Comment.objects.select_related("suggestion", "sealed").get(public_id=subject_id)
        sealed: SealedText | None = getattr(comment, "sealed", None)
        if sealed is None:
            return Typed(typed_text(comment).whole, [], comment.revision)
        spans = [(start, end) for start, end in sealed.spans]
        return Typed(blanked(whole_text(sealed).whole, spans), spans, comment.revision)

    def sealed(self, subject_id: UUID) -> str:
        """Return the whole text of a comment that is shown with gaps."""
        sealed = SealedText.objects.filter(comment__public_id=subject_id).first()
        return whole_text(sealed).whole if sealed else ""

    def earlier(self, subject_id: UUID) -> list[Wording]:
        """Return the wordings before the present one; what was redacted of them stays so."""
        decisions = decisions_for(KIND, subject_id)
        spans = {one.revision or 1: one.spans for one in decisions if one.spans}
        kept = CommentRevision.objects.filter(comment__public_id=subject_id).select_related(
            "comment__suggestion"
        )
        return [
            Wording(
                number=one.number,
                text=TypedText(one.body, typed_text(one.comment).old, one.suggested_new)
                .with_gaps(spans.get(one.number, []), GAP)
                .whole,
                replaced_at=one.replaced_at,
            )
            for one in kept
        ]

    def hide(self, case: Case, until: datetime) -> None:
        """Keep the published comment from the public until a moment."""
        keep_hidden_step(public_id=case.subject_id, until=until)

    def show_again(self, case: Case) -> None:
        """End the hiding, before its time or after."""
        show_hidden_step(public_id=case.subject_id)

    def publish_unread(self, case: Case, now: datetime) -> None:
        """Show the comment as a mode of the review allows, its case still undecided."""
        publish_comment_step(public_id=case.subject_id, now=now)

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


def _place(depth: int, discussion: int, block: UUID | None) -> str:
    """Return what texts of one campaign share: the block, or the chapter as a whole.

    The same words about another passage may mean something else, and a reply belongs to its
    thread, so it has no place.
    """
    return "" if depth else f"{discussion}:{block or ''}"


def _address(comment: Comment) -> str:
    """Return the address of the block that a comment is about, or of the chapter."""
    chapter = comment.discussion.chapter
    address = reverse("portal:chapter", args=[chapter.review.slug, chapter.slug])
    return f"{address}#b-{comment.block_key}" if comment.block_key else address
