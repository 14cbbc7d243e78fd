"""A measure on the participant's account, for the addresses that show it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from consult.accounts.rules.roles import Role
from tests.comments.scene import case_of


def measure_words(people: Mapping[str, Any], chapter: Any) -> dict[str, Any]:
    """Refuse a text of the participant and warn the account; return the words for both."""
    from consult.comments.actions import post_comment
    from moderation.actions import decide_case
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
    return {
        "measured_case": case.pk,
        "measure": measure.pk,
        "measure_token": mailed_token(author.email),
    }
