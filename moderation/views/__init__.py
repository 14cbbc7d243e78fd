from moderation.views.campaign import campaign, campaign_run
from moderation.views.case import case, claim, conduct, decide, release
from moderation.views.lease import renew
from moderation.views.objections import appeal, history, report, report_receipt
from moderation.views.queue import queue
from moderation.views.several import several

__all__ = [
    "appeal",
    "campaign",
    "campaign_run",
    "case",
    "claim",
    "conduct",
    "decide",
    "history",
    "queue",
    "release",
    "renew",
    "report",
    "report_receipt",
    "several",
]
