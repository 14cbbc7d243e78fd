"""Reports and appeals in every state, for the pages on which people object."""

from __future__ import annotations

import uuid
from typing import Any


def objection_words() -> dict[str, Any]:
    """Report a published comment and appeal for a refused one; return the words for both."""
    from django.contrib.auth.models import AnonymousUser

    from consult.comments.models import Comment
    from moderation.actions import file_report, lodge_appeal
    from moderation.models import Case
    from moderation.rules.reporting import SAFETY

    published = Comment.objects.filter(state="published").order_by("-posted_at").first()
    refused = Comment.objects.filter(state="refused").order_by("-posted_at").first()
    first_refused = Comment.objects.filter(state="refused").first()
    assert published is not None
    assert refused is not None
    assert first_refused is not None
    report = file_report(
        actor=AnonymousUser(),
        kind="comment",
        subject_id=published.public_id,
        rule_code=SAFETY,
        explanation="The last sentence names a witness.",
        page_language="en",
        key=uuid.uuid4(),
    )
    appealed = Case.objects.get(subject_id=refused.public_id)
    to_appeal = Case.objects.get(subject_id=first_refused.public_id)
    if to_appeal != appealed:
        lodge_appeal(
            case_id=appealed.pk,
            token=refused.receipt_token,
            text="The words are a quotation. Please read the sentence before them.",
            key=uuid.uuid4(),
        )
    return {
        "comment_kind": "comment",
        "reported_comment": published.public_id,
        "refused_comment": refused.public_id,
        "report_receipt": report.token,
        "reported_case": report.case_id,
        "appealed_case": appealed.pk,
        "receipt_appealed": refused.receipt_token,
        "case_to_appeal": to_appeal.pk,
        "mandate_token": _link_from_outside(appealed),
        "receipt_to_appeal": first_refused.receipt_token,
    }


def _link_from_outside(case: Any) -> str:
    """Give the waiting appeal of a case to somebody outside; return the token of their link."""
    import hashlib
    from datetime import timedelta

    from django.utils import timezone

    from moderation.models import Adjudicator, Mandate

    named = Adjudicator.objects.create(
        review=case.review,
        name="Omar Outside",
        email="omar@university.example.org",
        language="ar",
        named_at=timezone.now(),
    )
    Mandate.objects.create(
        appeal=case.appeals.latest("filed_at"),
        adjudicator=named,
        token_sha256=hashlib.sha256(b"mandate-token").hexdigest(),
        sent_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=20),
    )
    return "mandate-token"
