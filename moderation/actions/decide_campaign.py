"""One decision is asked for over a group, and carried out case by case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.tasks import enqueue
from consult.core.text import clean_text
from consult.core.transactions import command, step
from moderation.actions.voices import exemplify_step
from moderation.models import CampaignRun, CampaignText, Decision
from moderation.registry import handler_for
from moderation.rules.campaigns.standing import CampaignNotConfirmed, NotInCampaign
from moderation.rules.judging import (
    EXPLANATION_MAX,
    ExplanationMissing,
    ExplanationTooLong,
    NoCodeInForce,
    RuleMissing,
)
from moderation.rules.states import MoveNotLegal, Verdict
from moderation.selectors import campaign_called, code_in_force, waiting_texts


@step
def ask_to_decide_step(
    *,
    actor: Any,
    campaign_id: UUID,
    verdict: Verdict,
    until: int,
    rule_code: str = "",
    explanation: str = "",
    key: UUID,
) -> CampaignRun:
    """Ask that a confirmed group's waiting texts be published as one, or refused with one reason.

    Those that came in after the text `until` are not decided. A task then decides each by a
    decision of its own, under the rules for single cases; once for a key. Refuses who may not
    decide, a group nobody confirmed (`CampaignNotConfirmed`), a verdict other than to approve or
    reject, and what a refusal lacks: `RuleMissing`, `ExplanationMissing`, `ExplanationTooLong`.
    """
    campaign = campaign_called(campaign_id)
    require(actor, "moderation.decide", campaign.review)
    verdict, reason = Verdict(verdict), clean_text(explanation)
    if not campaign.is_confirmed:
        raise CampaignNotConfirmed()
    if verdict not in (Verdict.APPROVE, Verdict.REJECT):
        raise MoveNotLegal()
    refuses = verdict is Verdict.REJECT
    if refuses:
        _require_grounds(campaign.review, rule_code, reason)

    def make() -> str:
        texts = CampaignText.objects.filter(campaign=campaign, is_waiting=True, pk__lte=until)
        run = CampaignRun.objects.create(
            campaign=campaign,
            asked_by=actor,
            verdict=verdict,
            rule_code=rule_code if refuses else "",
            explanation=reason if refuses else "",
            until=until,
            total=texts.count(),
            asked_at=timezone.now(),
        )
        enqueue("moderation.tasks.decide_campaign", run_id=str(run.pk))
        return str(run.pk)

    body = {"campaign": str(campaign_id), "verdict": str(verdict), "until": until}
    body |= {"rule": rule_code, "explanation": reason}
    made = once(scope=f"group:{actor.pk.hex}", key=key, body=body, make=make)
    return CampaignRun.objects.get(pk=made)


def _require_grounds(review: Any, rule_code: str, reason: str) -> None:
    code = code_in_force(review)
    if code is None:
        raise NoCodeInForce()
    if not code.rules.filter(code=rule_code).exists():
        raise RuleMissing()
    if not reason:
        raise ExplanationMissing()
    if len(reason) > EXPLANATION_MAX:
        raise ExplanationTooLong(limit=EXPLANATION_MAX)


@step
def run_again_step(*, actor: Any, run: CampaignRun) -> CampaignRun:
    """Try once more what a finished run left out, under the same decision.

    Refuses who may not decide. Whoever asks now is who decides.
    """
    require(actor, "moderation.decide", run.campaign.review)
    held = CampaignRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if held.done_at is None:
        return held
    waiting = len(waiting_texts(run))
    held.asked_by, held.done_at, held.left_out = actor, None, []
    held.total = held.decided + waiting
    held.save(update_fields=["asked_by", "done_at", "left_out", "total"])
    enqueue("moderation.tasks.decide_campaign", run_id=str(held.pk))
    return held


@step
def note_run_step(*, run_id: UUID, left_out: Iterable[tuple[str, str]], done: bool) -> None:
    """Keep how far a run has come, for its page; with `done` it is over.

    What is decided is counted from the decisions, so that a run that broke off, or that two
    workers took up, tells the truth.
    """
    run = CampaignRun.objects.get(pk=run_id)
    decided = Decision.objects.filter(
        case__campaign_text__campaign_id=run.campaign_id,
        case__campaign_text__pk__lte=run.until,
        decided_at__gte=run.asked_at,
        verdict__in=[run.verdict, Verdict.MERGE],
    )
    CampaignRun.objects.filter(pk=run_id).update(
        decided=decided.count(),
        left_out=[list(pair) for pair in left_out],
        done_at=timezone.now() if done else None,
    )


@step
def choose_exemplar_step(*, actor: Any, campaign_id: UUID, case_id: UUID) -> None:
    """Let another text stand for a campaign, where who decides may not publish the present one.

    Refuses who may not decide, and a text that is not of the campaign (`NotInCampaign`).
    """
    campaign = campaign_called(campaign_id)
    require(actor, "moderation.decide", campaign.review)
    handler_for(campaign.exemplar.kind).lock(campaign.exemplar.subject_id)
    campaign = campaign_called(campaign_id)
    texts = CampaignText.objects.filter(campaign=campaign, left="", case_id=case_id)
    text = texts.select_related("case").first()
    if text is None:
        raise NotInCampaign()
    exemplify_step(campaign=campaign, text=text)


@command
def ask_to_decide(**arguments: Any) -> CampaignRun:
    """Ask to decide a group: see `ask_to_decide_step`."""
    return ask_to_decide_step(**arguments)


@command
def run_again(**arguments: Any) -> CampaignRun:
    """Run a decision over a group again: see `run_again_step`."""
    return run_again_step(**arguments)


@command
def note_run(**arguments: Any) -> None:
    """Keep how far a run has come: see `note_run_step`."""
    note_run_step(**arguments)


@command
def choose_exemplar(**arguments: Any) -> None:
    """Let another text stand for a campaign: see `choose_exemplar_step`."""
    choose_exemplar_step(**arguments)
