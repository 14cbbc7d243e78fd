"""Short ways to refuse texts of an account and to take measures against it."""

from __future__ import annotations

import re
import uuid
from typing import Any

from consult.comments.models import Comment
from consult.core.models import OutgoingMail
from moderation.actions import take_measure
from moderation.models import Case, Measure
from moderation.rules.measures import Wanted
from moderation.selectors import refusals_of
from tests.comments.scene import case_of

WHY = "Three texts in a row ridicule the clerk."


def refused(post: Any, judge: Any, count: int = 1) -> Comment:
    """Refuse some texts of the participant; return the last."""
    for number in range(count):
        comment: Comment = post(f"You fool, number {number}.")
        judge(comment, "R1", "“Fool” ridicules a person.")
    return comment


def take(actor: Any, case: Case, kind: str = "warning", **changes: Any) -> Measure:
    """Take a measure that rests on every refusal that stands, for a week where it lasts."""
    now = changes.pop("now", None)
    key = changes.pop("key", None) or uuid.uuid4()
    given: dict[str, Any] = {
        "kind": kind,
        "rule_code": "R1",
        "explanation": WHY,
        "rests_on": standing(case),
        "days": None if kind == "warning" else 7,
        "every_hours": 24 if kind == "slower" else None,
    }
    wanted = Wanted(**{**given, **changes})
    return take_measure(actor=actor, case_id=case.pk, wanted=wanted, key=key, now=now)


def standing(case: Case) -> list[Any]:
    """Return the keys of the refusals that stand of a case's author."""
    from django.utils import timezone

    return [one.pk for one in refusals_of(case.author_id, case.review, timezone.now())]


def suspended(actor: Any, post: Any, judge: Any) -> Measure:
    """Refuse a text, warn, refuse another, and suspend its author."""
    take(actor, case_of(refused(post, judge)))
    return take(actor, case_of(refused(post, judge)), "suspension")


def mailed_token(to: str) -> str:
    """Return the token of the link that the latest mail about a measure holds."""
    for mail in OutgoingMail.objects.filter(to=to).order_by("-created_at"):
        found = re.search(r"/measures/([\w-]{43})/", mail.text)
        if found:
            return found[1]
    raise AssertionError("No mail holds a link to a measure.")
