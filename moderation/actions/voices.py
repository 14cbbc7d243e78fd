"""What a change in a group means for its count, its row in the queue, and the public."""

from __future__ import annotations

from datetime import datetime

from consult.core.tasks import enqueue
from consult.core.transactions import step
from moderation.models import Campaign, CampaignText, Case, Decision
from moderation.registry import handler_for
from moderation.rules.campaigns.standing import (
    CampaignNotConfirmed,
    CampaignState,
    ExemplarNotShown,
    Left,
    NotInCampaign,
)
from moderation.rules.states import CaseState, Effect, Verdict
from moderation.selectors import latest_decision


@step
def follow_decision_step(*, case: Case, decision: Decision) -> None:
    """Keep a case's group right after a decision, before it is carried out.

    A merged text is counted, and so is the exemplar where it is published. Any other decision on a
    text takes it out of its group; only a report that was dismissed does not. One that is undone
    puts the text back. The caller holds the subject's lock. Refuses to merge a text that is of no
    group (`NotInCampaign`), of one nobody confirmed (`CampaignNotConfirmed`), or whose exemplar
    the public does not see (`ExemplarNotShown`).
    """
    text = CampaignText.objects.select_related("campaign").filter(case=case).first()
    merges = decision.verdict == Verdict.MERGE
    if text is None or text.campaign is None or text.left:
        if merges:
            raise NotInCampaign()
        if text is not None and decision.effect == Effect.WITHHOLD:
            text.keys.all().delete()
        return
    campaign = text.campaign
    if merges:
        _require_shown(campaign)
    if decision.verdict == Verdict.UNDO:
        _wait_again(text, campaign, case)
    elif merges or _stays(text, campaign, decision):
        _decided(text, campaign, case)
    else:
        leave_step(text=text, by=Left.DECISION, at=decision.decided_at)


def _require_shown(campaign: Campaign) -> None:
    if campaign.state != CampaignState.CONFIRMED:
        raise CampaignNotConfirmed()
    decision = latest_decision(campaign.exemplar)
    if decision is None or decision.effect != Effect.PUBLISH:
        raise ExemplarNotShown()


def _stays(text: CampaignText, campaign: Campaign, decision: Decision) -> bool:
    if decision.effect != Effect.PUBLISH or decision.redacted:
        return False
    if text.is_waiting:
        return campaign.exemplar_id == text.case_id
    return decision.state_before != CaseState.DUPLICATE


def _decided(text: CampaignText, campaign: Campaign, case: Case) -> None:
    if not text.is_waiting:
        return
    text.is_waiting = False
    text.save(update_fields=["is_waiting"])
    campaign.waiting -= 1
    campaign.save(update_fields=["waiting"])
    _pass_row(campaign, case)


def _wait_again(text: CampaignText, campaign: Campaign, case: Case) -> None:
    """Put a text back among those that wait; where it stood for all, another does so now."""
    if text.is_waiting:
        return
    handler_for(case.kind).part(case.subject_id)
    _succeed(text, campaign, case)
    text.is_waiting = True
    text.save(update_fields=["is_waiting"])
    campaign.waiting += 1
    campaign.save(update_fields=["waiting"])
    if campaign.waiting > 1:
        case.grouped_under = campaign
        case.save(update_fields=["grouped_under"])


@step
def leave_step(*, text: CampaignText, by: Left, at: datetime) -> None:
    """Take a text out of its group; it stands by itself from now on, and is grouped no more.

    What was published stays published: where the text stands is no judgement on it. Where it stood
    for its campaign, the next voice does so. The caller holds the subject's lock.
    """
    campaign, case = text.campaign, text.case
    if campaign is None or text.left:
        raise NotInCampaign()
    waited = text.is_waiting
    text.left, text.left_at, text.is_waiting = by, at, False
    text.save(update_fields=["left", "left_at", "is_waiting"])
    text.keys.all().delete()
    campaign.voices -= 1
    campaign.waiting -= int(waited)
    campaign.save(update_fields=["voices", "waiting"])
    handler_for(case.kind).part(case.subject_id)
    _succeed(text, campaign, case)
    if waited:
        _pass_row(campaign, case)


def _succeed(text: CampaignText, campaign: Campaign, case: Case) -> None:
    """Let the earliest counted voice, or else the earliest that waits, stand for the campaign."""
    if campaign.exemplar_id != case.pk:
        return
    others = CampaignText.objects.filter(campaign=campaign, left="").exclude(pk=text.pk)
    successor = others.select_related("case").order_by("is_waiting", "pk").first()
    if successor is None:
        return
    exemplify_step(campaign=campaign, text=successor)


@step
def exemplify_step(*, campaign: Campaign, text: CampaignText) -> None:
    """Let a text stand for its campaign; what the others add to it is worked out again later."""
    campaign.exemplar = text.case
    campaign.save(update_fields=["exemplar"])
    if not text.is_waiting:
        handler_for(text.case.kind).succeed(text.case.subject_id, campaign.pk)
    enqueue("moderation.tasks.compare_voices", campaign_id=str(campaign.pk))


def _pass_row(campaign: Campaign, case: Case) -> None:
    """Give the group's row in the queue to the next case that waits, if this one had it."""
    if case.grouped_under_id is not None:
        case.grouped_under = None
        case.save(update_fields=["grouped_under"])
        return
    waiting = CampaignText.objects.filter(campaign=campaign, is_waiting=True)
    following = waiting.order_by("pk").values_list("case_id", flat=True).first()
    if following is not None:
        Case.objects.filter(pk=following).update(grouped_under=None)
