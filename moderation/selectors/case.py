"""One case with everything that a decision needs, and the decisions on texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from consult.core.errors import NotThere
from moderation.models import Case, CodeOfConduct, Decision, Rule
from moderation.selectors.conduct import code_in_force
from moderation.selectors.queue import holder, own_case


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with what a moderator must know to decide it."""

    case: Case
    decisions: list[Decision]
    code: CodeOfConduct | None
    rules: list[Rule]
    held_by: Any
    is_own: bool


def case_called(case_id: UUID) -> Case:
    """Return a case with its review and who has claimed it; raises `NotThere`."""
    try:
        return Case.objects.select_related("review", "claimed_by").get(pk=case_id)
    except Case.DoesNotExist:
        raise NotThere() from None


def case_page(case: Case, person: Any, now: datetime) -> CasePage:
    """Return what the page of a case shows, in three queries."""
    code = code_in_force(case.review)
    return CasePage(
        case=case,
        decisions=decisions_for(case.kind, case.subject_id),
        code=code,
        rules=list(code.rules.all()) if code else [],
        held_by=holder(case, now),
        is_own=own_case(case, person),
    )


def latest_decision(case: Case) -> Decision | None:
    """Return the decision that counts, with its rule and code, or None before the first."""
    decisions = case.decisions.select_related("rule__conduct", "appeal")
    return decisions.order_by("-number").first()


def decisions_for(kind: str, subject_id: UUID) -> list[Decision]:
    """Return the decisions on a text, first to last, with rule, code and moderator: one query."""
    decisions = Decision.objects.filter(case__kind=kind, case__subject_id=subject_id)
    found = decisions.select_related("case", "rule__conduct", "moderator", "appeal")
    return list(found.order_by("number"))
