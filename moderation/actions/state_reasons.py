"""The author is told what was decided, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from consult.core.transactions import step
from consult.notices.actions import tell_step
from moderation.models import Case, Decision, Rule
from moderation.registry import handler_for
from moderation.rules.appealing import Party
from moderation.rules.statement import CitedRule, statement_of_reasons
from moderation.rules.states import Effect, Verdict
from moderation.selectors import campaign_of, texts_by_language

_SHOWS = (Verdict.APPROVE, Verdict.MERGE)

_LETTERS = {Verdict.REQUEST_CHANGES: "changes_requested", Verdict.REDACT: "redacted"}


def reasons_for(
    case: Case,
    rule: Rule | None,
    explanation: str,
    at: datetime,
    *,
    was_published: bool,
    source: str,
    appealable: bool,
    order: str = "",
    spans: int = 0,
    resubmit_until: datetime | None = None,
) -> dict[str, Any]:
    """Reads only. Return the statement of reasons for a decision that is being made."""
    return statement_of_reasons(
        number=case.number,
        kind=case.kind,
        opened_at=case.opened_at,
        decided_at=at,
        rule=_cited(rule) if rule else None,
        explanation=explanation,
        was_published=was_published,
        source=source,
        appealable=appealable,
        order=order,
        detectors=[
            (signal.detector, signal.version)
            for signal in case.signals.filter(failed=False).order_by("detector")
        ],
        spans=spans,
        resubmit_until=resubmit_until,
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
    campaign = campaign_of(case) if decision.verdict in _SHOWS else None
    tell_step(
        to=addressee.email,
        language=addressee.language,
        template=f"moderation/mail/{'counted' if campaign else _letter(decision)}",
        context={
            "case": case,
            "decision": decision,
            "review": case.review,
            "addressee": addressee,
            "campaign": campaign,
        },
        about=decision.reference,
        not_before=decision.told_at,
    )


def _letter(decision: Decision) -> str:
    """Return the name of the mail: an appeal of the author's own is answered as such."""
    if decision.appeal is not None and decision.appeal.party == Party.AUTHOR:
        return "appeal_answered"
    if decision.verdict in _LETTERS:
        return _LETTERS[Verdict(decision.verdict)]
    return "rejected" if decision.effect == Effect.WITHHOLD else "approved"
