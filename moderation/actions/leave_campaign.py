"""An author takes their text out of a campaign."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.core.errors import NotThere
from consult.core.journal import record
from consult.core.transactions import command, step
from moderation.actions.voices import leave_step
from moderation.models import CampaignText
from moderation.registry import handler_for
from moderation.rules.campaigns.standing import Left, NotInCampaign
from moderation.selectors import case_called


@step
def leave_campaign_step(*, case_id: UUID, token: str) -> CampaignText:
    """Let a published text stand by itself, as its author asks who holds the receipt's token.

    No reason is asked for. No decision is made: a moderator read the text and published it, and
    that decision stands, so the case stays where it is and the log gains the author's act. A
    moderator may still decide on the text as on any other. Raises `NotThere` for a token that does
    not open the receipt, `NotInCampaign` for a text that is counted with none.
    """
    case = case_called(case_id)
    handler = handler_for(case.kind)
    if not handler.opens(case.subject_id, token):
        raise NotThere()
    handler.lock(case.subject_id)
    counted = CampaignText.objects.filter(case=case, left="", is_waiting=False)
    text = counted.select_related("campaign", "case").first()
    if text is None or text.campaign is None or not text.campaign.is_confirmed:
        raise NotInCampaign()
    campaign = text.campaign
    leave_step(text=text, by=Left.AUTHOR, at=timezone.now())
    record(
        case.review.log_id,
        "campaign.left.v1",
        actor=f"person:{case.author_id}" if case.author_id else f"guest:{case.pk}",
        subject=campaign.reference,
        data={
            "campaign": campaign.reference,
            "case": case.reference,
            "number": case.number,
            "by": "author",
        },
        committed={"reason": ""},
    )
    return text


@command
def leave_campaign(**arguments: Any) -> CampaignText:
    """Leave a campaign: see `leave_campaign_step`."""
    return leave_campaign_step(**arguments)
