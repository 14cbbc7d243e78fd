"""A measure on the participant's account, for the addresses that show it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from consult.accounts.rules.roles import Role
from tests.comments.scene import case_of


def measure_words(people: Mapping[str, Any], chapter: Any) -> dict[str, Any]:
    """Refuse a text, warn its author and give their appeal outside; return the words for all."""
    from consult.comments.actions import post_comment
    from moderation.actions import appeal_measure, decide_case
    from moderation.models import Adjudicator
    from moderation.rules.states import Verdict
    from tests.moderation.measured import mailed_token, take

    lead, author = people[Role.LEAD_MODERATOR], people[Role.PARTICIPANT]
    comment = post_comment(
        actor=author,
        chapter=chapter,
        anchor_at=None,
        language="en",
        body="You fool.",
        accepted_code_version=1,
        key=uuid.uuid4(),
    )
    case = case_of(comment)
    decide_case(
        actor=lead,
        case_id=case.pk,
        seen_version=case.version,
        verdict=Verdict.REJECT,
        rule_code="R1",
        explanation="It ridicules a person.",
        key=uuid.uuid4(),
    )
    measure = take(lead, case)
    appeal = appeal_measure(
        measure_id=measure.pk, actor=author, text="It is a quotation.", key=uuid.uuid4()
    )
    # A colleague could answer it, so the link is made as it would be without one.
    given_outside(appeal, Adjudicator.objects.latest("named_at"))
    return {
        "measured_case": case.pk,
        "measure": measure.pk,
        "measure_token": mailed_token(author.email),
        "measure_mandate_token": "measure-mandate-token",
    }


def given_outside(appeal: Any, adjudicator: Any) -> None:
    """Let a known link open an appeal against a measure."""
    import hashlib

    from django.utils import timezone

    from moderation.models import MeasureMandate

    MeasureMandate.objects.create(
        appeal=appeal,
        adjudicator=adjudicator,
        token_sha256=hashlib.sha256(b"measure-mandate-token").hexdigest(),
        sent_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=9),
    )
