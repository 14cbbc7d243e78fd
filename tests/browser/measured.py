"""Measures in their states, for the pages that show them."""

from __future__ import annotations

import uuid
from typing import Any

from consult.accounts.rules.roles import Role
from tests.architecture.measured import given_outside

SLOWED = "petre.golvan@smallholders.example.org"


def measure_words(people: Any, review: Any, slug: str) -> dict[str, Any]:
    """Warn the participant, slow somebody down who appeals; return the words for both."""
    from consult.accounts.models import User
    from moderation.actions import appeal_measure, name_outside
    from tests.moderation.measured import mailed_token

    lead, slowed = people[Role.LEAD_MODERATOR], User.objects.get(email=SLOWED)
    chapter = review.chapters.get(slug=slug)
    case, warning = _measure(lead, people[Role.PARTICIPANT], chapter, "warning")
    _case, slower = _measure(lead, slowed, chapter, "slower")
    appeal = appeal_measure(
        measure_id=slower.pk,
        actor=slowed,
        text="Two of the texts were quotations from the report itself.",
        key=uuid.uuid4(),
    )
    named = name_outside(
        actor=lead,
        review=review,
        name="Oria Outside",
        email="oria@university.example.org",
        language="en",
    )
    given_outside(appeal, named)
    return {
        "measure_mandate_token": "measure-mandate-token",
        "measured_case": case.pk,
        "measure": warning.pk,
        "appealed_measure": slower.pk,
        "measure_token": mailed_token(people[Role.PARTICIPANT].email),
        "slowed_token": mailed_token(SLOWED),
    }


def _measure(lead: Any, author: Any, chapter: Any, kind: str) -> tuple[Any, Any]:
    """Refuse three texts of somebody and take a measure that rests on them."""
    from consult.comments.actions import post_comment
    from moderation.actions import decide_case
    from moderation.rules.states import Verdict
    from moderation.selectors import code_in_force
    from tests.comments.scene import case_of
    from tests.moderation.measured import take

    code = code_in_force(chapter.review)
    assert code is not None
    rule = code.rules.all()[0].code
    for number in range(3):
        comment = post_comment(
            actor=author,
            chapter=chapter,
            anchor_at=None,
            language="en",
            body=f"Whoever wrote this is a fool, {number}.",
            accepted_code_version=code.version,
            key=uuid.uuid4(),
        )
        case = case_of(comment)
        decide_case(
            actor=lead,
            case_id=case.pk,
            seen_version=case.version,
            verdict=Verdict.REJECT,
            rule_code=rule,
            explanation="It ridicules a person.",
            key=uuid.uuid4(),
        )
    return case, take(lead, case, kind, rule_code=rule)
