"""A text that its author may change, and one with gaps."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from consult.accounts.models import User


def given_back_words(author: User, moderator: User, chapter: str) -> dict[str, Any]:
    """Ask for changes of one comment and redact another; return the words for both."""
    from consult.comments.actions import post_comment
    from consult.comments.models import Comment
    from consult.drafts.models import Chapter
    from moderation.actions import decide_case
    from moderation.models import Case
    from moderation.rules.states import Verdict
    from moderation.selectors import code_in_force

    where = Chapter.objects.select_related("review").get(
        slug=chapter, review__slug__startswith="vnr"
    )
    code = code_in_force(where.review)
    assert code is not None
    rule = code.rules.all()[0].code

    def judged(body: str, verdict: Verdict, **said: Any) -> tuple[Comment, Case]:
        comment = post_comment(
            actor=author,
            chapter=where,
            anchor_at=None,
            language="en",
            body=body,
            accepted_code_version=code.version,
            key=uuid.uuid4(),
        )
        case = Case.objects.get(subject_id=comment.public_id)
        decide_case(
            actor=moderator,
            case_id=case.pk,
            seen_version=1,
            verdict=verdict,
            rule_code=rule,
            explanation="It speaks of a private person.",
            key=uuid.uuid4(),
            **said,
        )
        return comment, case

    back, back_case = judged("Too thin. Its author never reads.", Verdict.REQUEST_CHANGES)
    words = "Ilra Tessen\n555 0142"
    gaps, gaps_case = judged("Ask Ilra Tessen at 555 0142.", Verdict.REDACT, words=words)
    return {
        "receipt_given_back": back.receipt_token,
        "case_given_back": back_case.pk,
        "receipt_redacted": gaps.receipt_token,
        "case_redacted": gaps_case.pk,
        "redacted_comment": gaps.public_id,
    }
