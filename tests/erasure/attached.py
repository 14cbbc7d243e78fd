"""Everything that can hang on a submission, made by the actions that people use."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from consult.comments.actions import confirm_comment, post_comment, send_as_guest
from consult.comments.models import Comment, SentDocument, Unconfirmed
from consult.comments.permissions import confirmation_token
from consult.core.models import OutgoingMail
from consult.reporting.exports import Form, copy_document, keep
from consult.reporting.selectors import copy_of_chapter
from consult.responses.actions import answer_comment
from consult.responses.rules.dispositions import Disposition
from moderation.actions import decide_case, file_report, lodge_appeal
from moderation.rules.states import Verdict
from tests.comments.scene import case_of
from tests.erasure.conftest import ADDRESS, NAME, PHRASE


def guest_comment(chapter: Any, code: Any, body: str, email: str = ADDRESS) -> Comment:
    """Send a guest's comment and confirm it."""
    waiting = guest_draft(chapter, code, body, email)
    return confirm_comment(token=confirmation_token(waiting))


def guest_draft(chapter: Any, code: Any, body: str, email: str = ADDRESS) -> Unconfirmed:
    """Send a guest's comment that waits for its confirmation."""
    return send_as_guest(
        name=f"{NAME} Guest",
        email=email,
        chapter=chapter,
        anchor_at=None,
        language="en",
        body=body,
        accepted_code_version=code.version,
        key=uuid.uuid4(),
    )


def everything_on(
    comment: Comment, *, chapter: Any, code: Any, moderators: tuple[Any, Any], replier: Any,
    editor: Any,
) -> Comment:  # fmt: skip
    """Publish, answer, reply, report, withdraw, appeal and publish again; keep copies of it all.

    Returns the reply of somebody else.
    """
    first, second = moderators
    _decide(first, comment, Verdict.APPROVE)
    answer_comment(
        actor=editor,
        comment=comment,
        disposition=Disposition.NOTED,
        reason="Thank you.",
        language="en",
        key=uuid.uuid4(),
    )
    reply = post_comment(
        actor=replier,
        chapter=chapter,
        anchor_at=None,
        replied_to=comment,
        language="en",
        body="I see it in another light.",
        accepted_code_version=code.version,
        key=uuid.uuid4(),
    )
    _decide(first, reply, Verdict.APPROVE)
    file_report(
        actor=AnonymousUser(),
        kind="comment",
        subject_id=comment.public_id,
        rule_code="R1",
        explanation=f"“{PHRASE}” is an insult.",
        email="rita@example.org",
        page_language="en",
        key=uuid.uuid4(),
    )
    _decide(first, comment, Verdict.REJECT, "R1", f"“{PHRASE}” by {NAME} ridicules a person.")
    lodge_appeal(
        case_id=case_of(comment).pk,
        token=comment.receipt_token,
        text=f"{PHRASE} is the name of a play, says {NAME}.",
        key=uuid.uuid4(),
    )
    _decide(second, comment, Verdict.OVERTURN, "", f"{PHRASE} is a play.")
    copy = copy_of_chapter("vnr-2026", chapter.slug, 1, "en", comments=True)
    keep(copy, Form.HTML, copy_document(copy).encode())
    return reply


def unsent_word_file(chapter: Any, sender: Any) -> SentDocument:
    """Leave a Word file's margin comments waiting for their sender to choose."""
    return SentDocument.objects.create(
        chapter=chapter,
        version=chapter.current,
        language="en",
        sender=sender,
        items=[{"author": NAME, "date": None, "text": f"{PHRASE} in the margin"}],
        taken_at=timezone.now(),
    )


def leave_some_mails_sent() -> None:
    """Mark every second mail as sent, so that sent and waiting ones are there."""
    for place, mail in enumerate(OutgoingMail.objects.order_by("created_at")):
        if place % 2:
            mail.state, mail.sent_at = OutgoingMail.State.SENT, timezone.now()
            mail.save()


def _decide(
    actor: Any, comment: Comment, verdict: Verdict, rule: str = "", explanation: str = ""
) -> None:
    case = case_of(comment)
    decide_case(
        actor=actor,
        case_id=case.pk,
        seen_version=case.version,
        verdict=verdict,
        rule_code=rule,
        explanation=explanation,
        key=uuid.uuid4(),
    )
