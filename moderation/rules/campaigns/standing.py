"""Where a campaign stands, and what may be done with it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from consult.core.errors import DomainError, N_

NAME_MAX: Final = 120
REASON_MAX: Final = 2_000


class CampaignState(StrEnum):
    """A group as the machine proposes it, as a person confirmed it, or taken apart by a person."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DISSOLVED = "dissolved"


class Left(StrEnum):
    """By whose act a text is no longer of a campaign; empty while it is."""

    AUTHOR = "author"
    MODERATOR = "moderator"
    DECISION = "decision"
    DISSOLVED = "dissolved"
    ERASED = "erased"


class StaleCampaign(DomainError):
    """The group has changed since the moderator opened its page."""

    code = "stale_campaign"
    status = 409
    message = N_(
        "This group has changed since you opened it: a text came in or left. What you typed is "
        "kept. Look at the group as it is now, then decide."
    )


class CampaignNotConfirmed(DomainError):
    """Only a group that a person confirmed is shown or decided as one."""

    code = "campaign_not_confirmed"
    status = 409
    message = N_("Confirm first that these texts are one campaign.")


class CampaignSettled(DomainError):
    """A group is confirmed once, and one that was taken apart stays so."""

    code = "campaign_settled"
    status = 409
    message = N_("This has been decided already. Look at the group as it is now.")


class CampaignReasonMissing(DomainError):
    """Whoever joins texts, parts them or takes one out says why."""

    code = "campaign_reason_missing"
    field = "reason"
    message = N_("Say in your own words why.")


class CampaignReasonTooLong(DomainError):
    """The reason is longer than the log takes; lengths count code points."""

    code = "campaign_reason_too_long"
    field = "reason"
    message = N_("The reason may have at most %(limit)s characters.")


class CampaignNameMissing(DomainError):
    """A confirmed group is named, so that readers know what it asks for."""

    code = "campaign_name_missing"
    field = "name"
    message = N_("Give the campaign a name of at most %(limit)s characters.")


class NobodyTicked(DomainError):
    """To take texts out, tick them."""

    code = "nobody_ticked"
    message = N_("Tick the texts that do not belong to this group.")


class NotInCampaign(DomainError):
    """The text is not counted with a campaign, or no longer."""

    code = "not_in_campaign"
    status = 409
    message = N_("This text is not counted with a campaign. It stands by itself.")


class ExemplarNotShown(DomainError):
    """A voice is counted with a text that the public can read."""

    code = "exemplar_not_shown"
    status = 409
    message = N_("The text that stands for this campaign is not published.")


def checked_reason(reason: str) -> str:
    """Return the reason, or raise where it is missing or too long."""
    if not reason:
        raise CampaignReasonMissing()
    if len(reason) > REASON_MAX:
        raise CampaignReasonTooLong(limit=REASON_MAX)
    return reason


def checked_name(name: str) -> str:
    """Return the name, or raise where it is missing or too long."""
    if not name or len(name) > NAME_MAX:
        raise CampaignNameMissing(limit=NAME_MAX)
    return name
