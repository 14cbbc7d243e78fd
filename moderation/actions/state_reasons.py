"""The author is told what was decided, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from consult.core.transactions import step
from consult.notices.actions import tell_step
from moderation.models import Case, Decision, Rule
from moderation.registry import handler_for
from moderation.rules.statement import CitedRule, statement_of_reasons
from moderation.selectors import texts_by_language


def reasons_for(case: Case, rule: Rule | None, explanation: str, at: datetime) -> dict[str, Any]:
    """Reads only. Return the statement of reasons for a decision that is being made."""
    return statement_of_reasons(
        number=case.number,
        kind=case.kind,
        opened_at=case.opened_at,
        decided_at=at,
        rule=_cited(rule) if rule else None,
        explanation=explanation,
        appeal_to=settings.DEFAULT_FROM_EMAIL,
    )


def _cited(rule: Rule) -> CitedRule:
    return CitedRule(
        code=rule.code,
        code_version=rule.conduct.version,
        title=texts_by_language(rule, "title"),
        text=texts_by_language(rule, "text"),
    )


@step
def explain_to_author_step(*, case: Case, decision: Decision) -> None:
    """Send the author the decision with its statement of reasons, in the author's language.

    Somebody whose address has been erased is told nothing; the receipt page still says it all.
    """
    addressee = handler_for(case.kind).address(case)
    if not addressee.email:
        return
    tell_step(
        to=addressee.email,
        language=addressee.language,
        template="moderation/mail/rejected" if decision.rule else "moderation/mail/approved",
        context={
            "case": case,
            "decision": decision,
            "review": case.review,
            "addressee": addressee,
        },
    )
