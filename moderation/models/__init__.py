from moderation.models.appeal import Appeal
from moderation.models.campaign import (
    Campaign,
    CampaignRun,
    CampaignText,
    SignatureKey,
)
from moderation.models.case import Case
from moderation.models.conduct import CodeOfConduct, Rule
from moderation.models.decision import Decision
from moderation.models.report import Report

__all__ = [
    "Appeal",
    "Campaign",
    "CampaignRun",
    "CampaignText",
    "Case",
    "CodeOfConduct",
    "Decision",
    "Report",
    "Rule",
    "SignatureKey",
]
