"""An appeal that went to an adjudicator outside the team, for the addresses that its link opens."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from consult.accounts.rules.roles import Role
from tests.comments.scene import case_of


def outside_words(people: Mapping[str, Any], review: Any, chapter: Any) -> dict[str, Any]:
    """Give an appeal to an adjudicator outside the team; return the words for the link."""
    import hashlib

    from django.utils import timezone

    from consult.comments.actions import post_comment
    from moderation.actions import decide_case, lodge_appeal, name_outside
    from moderation.models import Mandate
    from moderation.rules.states import Verdict

    lead = people[Role.LEAD_MODERATOR]
    comment = post_comment(
        actor=people[Role.PARTICIPANT],
        chapter=chapter,
        anchor_at=None,
        language="en",
        body="You fool.",
        accepted_code_version=1,
        key=uuid.uuid4(),
    )
    decide_case(
        actor=lead,
        case_id=case_of(comment).pk,
        seen_version=case_of(comment).version,
        verdict=Verdict.REJECT,
        rule_code="R1",
        explanation="It ridicules a person.",
        key=uuid.uuid4(),
    )
    appeal = lodge_appeal(
        case_id=case_of(comment).pk,
        token=comment.receipt_token,
        text="It is a quotation.",
        key=uuid.uuid4(),
    )
    adjudicator = name_outside(
        actor=lead, review=review, name="Omar Outside", email="omar@example.org", language="en"
    )
    # A colleague could answer it, so the link is made as it would be without one.
    mandate = Mandate.objects.create(
        appeal=appeal,
        adjudicator=adjudicator,
        token_sha256=hashlib.sha256(b"mandate-token").hexdigest(),
        sent_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=9),
    )
    return {"mandate": mandate.pk, "mandate_token": "mandate-token"}
