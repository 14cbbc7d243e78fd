"""A published comment is answered: what became of it, and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.comments.models import Comment
from consult.comments.rules.markup import render_body
from consult.comments.rules.passage import Passage
from consult.comments.rules.states import CommentState
from consult.core.errors import NotThere
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.languages import NAMES
from consult.core.models import OutgoingMail
from consult.core.tasks import enqueue
from consult.core.transactions import command, step
from consult.drafts.actions import make_anchor_step
from consult.drafts.models import Anchor, Chapter
from consult.notices.actions import tell_step
from consult.responses.models import Answer
from consult.responses.rules.dispositions import (
    Disposition,
    LanguageUnknown,
    NotAnswerable,
    StaleAnswer,
    checked_reason,
)


@step
def answer_comment_step(
    *,
    actor: Any,
    comment: Comment,
    disposition: Disposition,
    reason: str,
    language: str,
    key: UUID,
    changed_at: Passage | None = None,
    seen_number: int | None = None,
) -> Answer:
    """Answer a published comment, or the campaign it stands for, with a reason in Markdown.

    `changed_at` marks, in the chapter's current version, the words that changed because of the
    comment. A later answer supersedes the earlier one, which is kept. Guarantees that answer,
    ledger entry and the mail to the author are written together, and that the same key gives the
    same answer. Refuses who may not answer, a comment that is not published (`NotAnswerable`), an
    empty or overlong reason, a passage that is not there (`PassageMismatch`), and, where
    `seen_number` names the answer that the actor saw (0 for none), an answer given since
    (`StaleAnswer`).
    """
    chapter = Chapter.objects.select_related("review", "current").get(
        discussion=comment.discussion_id
    )
    require(actor, "responses.answer", chapter.review)
    text = checked_reason(reason)
    if language not in NAMES:
        raise LanguageUnknown()

    def make() -> str:
        # Lock the comment, so that two answers get two numbers and one is the current one.
        held = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        if held.state != CommentState.PUBLISHED:
            raise NotAnswerable()
        earlier = Answer.objects.filter(comment=held, is_current=True).first()
        if seen_number is not None and seen_number != (earlier.number if earlier else 0):
            raise StaleAnswer()
        changed = _changed(chapter, changed_at)
        answer = _supersede(held, earlier, actor, disposition, text, language, changed)
        _record(chapter, held, answer, actor)
        _tell_all(chapter, held, answer)
        return str(answer.pk)

    made = once(
        scope=f"answer:{actor.pk.hex}",
        key=key,
        body=_said(comment, disposition, text, language, changed_at),
        make=make,
    )
    return Answer.objects.get(pk=made)


def _said(
    comment: Comment, disposition: Disposition, text: str, language: str, passage: Passage | None
) -> dict[str, Any]:
    return {
        "comment": str(comment.public_id),
        "disposition": str(disposition),
        "reason": text,
        "language": language,
        "changed": passage.as_data() if passage else None,
    }


def _changed(chapter: Chapter, passage: Passage | None) -> Anchor | None:
    if passage is None:
        return None
    if chapter.current is None:
        raise NotThere()
    return make_anchor_step(
        version=chapter.current,
        block_key=passage.block_key,
        language=passage.language,
        start=passage.start,
        end=passage.end,
        exact=passage.exact,
    )


def _supersede(
    comment: Comment,
    earlier: Answer | None,
    actor: Any,
    disposition: Disposition,
    reason: str,
    language: str,
    changed: Anchor | None,
) -> Answer:
    if earlier:
        earlier.is_current = False
        earlier.save(update_fields=["is_current"])
    return Answer.objects.create(
        comment=comment,
        number=earlier.number + 1 if earlier else 1,
        disposition=disposition,
        reason=reason,
        html=render_body(reason),
        language=language,
        changed=changed,
        answered_by=actor,
        answered_at=timezone.now(),
    )


def _record(chapter: Chapter, comment: Comment, answer: Answer, actor: Any) -> None:
    record(
        chapter.review.log_id,
        "comment.answered.v1",
        actor=actor.reference,
        subject=comment.reference,
        data={
            "number": comment.number,
            "disposition": answer.disposition,
            "reason": answer.reason,
            "language": answer.language,
            "supersedes": answer.number - 1 or None,
        },
    )


def _tell_all(chapter: Chapter, comment: Comment, answer: Answer) -> None:
    tell_author_step(chapter=chapter, comment=comment, answer=answer)
    if comment.stands_for is not None:
        enqueue("consult.responses.tasks.tell_voices_of", answer_id=str(answer.pk))


@step
def tell_voices_step(*, answer_id: str, after: str, size: int) -> str:
    """Mail an answer to so many further voices of its campaign; return the last one's path.

    `after` is where the call before ended; an empty path means that none is left. Nobody is mailed
    the same answer twice, however often this is run.
    """
    answer = Answer.objects.select_related("comment__discussion__chapter__review").get(pk=answer_id)
    chapter: Chapter = answer.comment.discussion.chapter
    counted = Comment.objects.filter(
        counted_in=answer.comment.stands_for, state=CommentState.PUBLISHED, path__gt=after
    )
    voices = list(counted.select_related("author").order_by("path")[:size])
    told = OutgoingMail.objects.filter(about__in=[_about(answer, voice) for voice in voices])
    known = set(told.values_list("about", flat=True))
    for voice in voices:
        if _about(answer, voice) not in known:
            tell_author_step(chapter=chapter, comment=voice, answer=answer)
    return voices[-1].path if voices else ""


def _about(answer: Answer, comment: Comment) -> str:
    return f"answer:{answer.pk.hex}:{comment.pk}"


@step
def tell_author_step(*, chapter: Chapter, comment: Comment, answer: Answer) -> None:
    """Mail the author, unless the account behind the comment is gone."""
    to = comment.author.email if comment.author else comment.guest_email
    if not to:
        return
    tell_step(
        to=to,
        language=comment.author.language if comment.author else comment.page_language,
        template="responses/mail/answered",
        context={
            "comment": comment,
            "answer": answer,
            "review": chapter.review,
            "chapter": chapter,
        },
        about=_about(answer, comment),
    )


@command
def answer_comment(**arguments: Any) -> Answer:
    """Answer a comment: see `answer_comment_step`."""
    return answer_comment_step(**arguments)


@command
def tell_voices(**arguments: Any) -> str:
    """Mail an answer to further voices: see `tell_voices_step`."""
    return tell_voices_step(**arguments)
