"""A person confirms a proposed group, takes texts out of it, or takes it apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.journal import record
from consult.core.text import clean_line, clean_text
from consult.core.transactions import command, step
from moderation.actions.voices import leave_step
from moderation.models import Campaign, CampaignText, Case, SignatureKey
from moderation.registry import handler_for
from moderation.rules.campaigns.standing import (
    CampaignSettled,
    CampaignState,
    Left,
    NobodyTicked,
    StaleCampaign,
    checked_name,
    checked_reason,
)
from moderation.selectors import campaign_called


@step
def confirm_campaign_step(
    *, actor: Any, campaign_id: UUID, seen_exemplar: UUID, name: str, reason: str
) -> Campaign:
    """Confirm that the texts of a group are one campaign, and name it for the public.

    From now on they can be decided and shown as one; nothing is published by this. Texts that come
    in later are proposals until somebody decides on them. Refuses who may not decide, a group that
    is no proposal (`CampaignSettled`), one for which another text stands than was seen
    (`StaleCampaign`), and a name or reason that is missing or too long.
    """
    campaign = _lock(actor, campaign_id)
    said, called = checked_reason(clean_text(reason)), checked_name(clean_line(name))
    if campaign.state != CampaignState.PROPOSED:
        raise CampaignSettled()
    if campaign.exemplar_id != seen_exemplar:
        raise StaleCampaign()
    campaign.state, campaign.name = CampaignState.CONFIRMED, called
    campaign.save(update_fields=["state", "name"])
    _record(
        actor,
        campaign,
        "campaign.confirmed.v1",
        {"name": called, "exemplar": campaign.exemplar.number, "voices": campaign.voices},
        said,
    )
    return campaign


@step
def dissolve_campaign_step(*, actor: Any, campaign_id: UUID, reason: str) -> Campaign:
    """Take a group apart: every text stands by itself from now on, and they are joined no more.

    What was published stays so, each with the decision that published it. Refuses who may not
    decide, a group that was taken apart already (`CampaignSettled`), and a missing reason.
    """
    campaign = _lock(actor, campaign_id)
    said = checked_reason(clean_text(reason))
    if campaign.state == CampaignState.DISSOLVED:
        raise CampaignSettled()
    texts = CampaignText.objects.filter(campaign=campaign, left="")
    handler_for(campaign.exemplar.kind).dissolve(campaign.pk)
    Case.objects.filter(grouped_under=campaign).update(grouped_under=None)
    SignatureKey.objects.filter(text__in=texts.values("pk")).delete()
    texts.update(left=Left.DISSOLVED, left_at=timezone.now(), is_waiting=False)
    voices = campaign.voices
    campaign.state, campaign.voices, campaign.waiting = CampaignState.DISSOLVED, 0, 0
    campaign.save(update_fields=["state", "voices", "waiting"])
    _record(actor, campaign, "campaign.dissolved.v1", {"voices": voices}, said)
    return campaign


@step
def take_out_step(
    *, actor: Any, campaign_id: UUID, case_ids: Sequence[UUID], reason: str
) -> list[str]:
    """Take texts out of a group, each with an entry of its own; return their numbers.

    What waits gets a row of its own in the queue, what was published stands by itself. Texts that
    are not of the group are passed over. Refuses who may not decide, a missing reason, and an
    empty list (`NobodyTicked`).
    """
    campaign = _lock(actor, campaign_id)
    said = checked_reason(clean_text(reason))
    if not case_ids:
        raise NobodyTicked()
    texts = CampaignText.objects.filter(campaign=campaign, left="", case__in=case_ids)
    numbers = []
    for pk in list(texts.order_by("pk").values_list("pk", flat=True)):
        text = CampaignText.objects.select_related("campaign", "case").get(pk=pk)
        leave_step(text=text, by=Left.MODERATOR, at=timezone.now())
        data = {"case": text.case.reference, "number": text.case.number, "by": "moderator"}
        _record(actor, campaign, "campaign.left.v1", data, said)
        numbers.append(text.case.number)
    return numbers


def _lock(actor: Any, campaign_id: UUID) -> Campaign:
    found = campaign_called(campaign_id)
    require(actor, "moderation.decide", found.review)
    handler_for(found.exemplar.kind).lock(found.exemplar.subject_id)
    return campaign_called(campaign_id)


def _record(actor: Any, campaign: Campaign, event: str, data: dict[str, Any], reason: str) -> None:
    record(
        campaign.review.log_id,
        event,
        actor=actor.reference,
        subject=campaign.reference,
        data={"campaign": campaign.reference, **data},
        committed={"reason": reason},
    )


@command
def confirm_campaign(**arguments: Any) -> Campaign:
    """Confirm a group: see `confirm_campaign_step`."""
    return confirm_campaign_step(**arguments)


@command
def dissolve_campaign(**arguments: Any) -> Campaign:
    """Take a group apart: see `dissolve_campaign_step`."""
    return dissolve_campaign_step(**arguments)


@command
def take_out(**arguments: Any) -> list[str]:
    """Take texts out of a group: see `take_out_step`."""
    return take_out_step(**arguments)
